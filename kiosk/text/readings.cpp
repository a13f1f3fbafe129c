#include "kiosk/text/readings.h"

#include <algorithm>

#include <fmt/format.h>

#include "kiosk/base/utf8.h"

namespace openday::text {
namespace {

constexpr std::string_view kMagic = "ODREAD1\n";
constexpr std::string_view kFile = "readings.dat";

template <class Value>
bool sorted_without_repeats(const std::vector<Value>& values) {
  return std::ranges::adjacent_find(values, std::ranges::greater_equal()) == values.end();
}

// `firsts` cuts a vector of `size` into pieces, one for each of `owners`.
bool cuts(const std::vector<std::uint32_t>& firsts, std::size_t owners, std::size_t size) {
  return firsts.size() == owners + 1 && firsts.front() == 0 && firsts.back() == size && std::ranges::is_sorted(firsts);
}

bool consistent(const ReadingTables& tables) {
  const auto known = [&](Syllable syllable) { return syllable < tables.syllables.size(); };
  const bool said = std::ranges::none_of(tables.syllables, &std::string::empty);   // sorted: an empty one is the first
  return said && sorted_without_repeats(tables.syllables) && sorted_without_repeats(tables.characters) && sorted_without_repeats(tables.standard) && std::ranges::all_of(tables.readings, known) &&
         cuts(tables.first_reading, tables.characters.size(), tables.readings.size()) &&
         cuts(tables.first_character, tables.syllables.size(), tables.by_syllable.size()) &&
         std::ranges::all_of(tables.surnames, [&](const auto& surname) {
           return surname.first.size() == surname.second.size() && std::ranges::all_of(surname.second, known);
         });
}

ReadingTables read_tables(DataReader& reader) {
  ReadingTables tables;
  for (std::uint32_t left = reader.number(); left > 0 && reader.good(); --left) tables.syllables.emplace_back(reader.text());
  tables.characters = reader.numbers<char32_t>();
  tables.standard = reader.numbers<char32_t>();
  tables.first_reading = reader.numbers<std::uint32_t>();
  tables.readings = reader.numbers<Syllable>();
  tables.first_character = reader.numbers<std::uint32_t>();
  tables.by_syllable = reader.numbers<char32_t>();
  for (std::uint32_t left = reader.number(); left > 0 && reader.good(); --left) {
    const std::u32string surname = base::to_code_points(reader.text());
    tables.surnames.emplace_back(surname, reader.numbers<Syllable>());
  }
  return tables;
}

}  // namespace

std::string write_readings(const ReadingTables& tables) {
  DataWriter writer(kMagic);
  writer.number(static_cast<std::uint32_t>(tables.syllables.size()));
  for (const std::string& syllable : tables.syllables) writer.text(syllable);
  writer.numbers(tables.characters);
  writer.numbers(tables.standard);
  writer.numbers(tables.first_reading);
  writer.numbers(tables.readings);
  writer.numbers(tables.first_character);
  writer.numbers(tables.by_syllable);
  writer.number(static_cast<std::uint32_t>(tables.surnames.size()));
  for (const auto& [surname, syllables] : tables.surnames) {
    writer.text(base::to_utf8(surname));
    writer.numbers(syllables);
  }
  return writer.finish();
}

Readings::Readings(ReadingTables tables) : tables_(std::move(tables)) {
  for (std::size_t i = 0; i < tables_.surnames.size(); ++i) surnames_.emplace(tables_.surnames[i].first, i);
}

Readings Readings::letters_only() {
  ReadingTables tables;
  for (char letter = 'a'; letter <= 'z'; ++letter) tables.syllables.emplace_back(1, letter);
  tables.first_reading = {0};
  tables.first_character.assign(tables.syllables.size() + 1, 0);
  return Readings(std::move(tables));
}

base::Result<Readings, DataError> Readings::load(const std::filesystem::path& folder) {
  const auto bytes = read_data_file(folder, kFile);
  if (!bytes) return tl::unexpected(bytes.error());
  return parse(*bytes, (folder / kFile).string());
}

base::Result<Readings, DataError> Readings::parse(std::string_view bytes, std::string_view name) {
  auto reader = DataReader::open(bytes, kMagic, name);
  if (!reader) return tl::unexpected(reader.error());
  ReadingTables tables = read_tables(*reader);
  if (!reader->good_to_the_end() || !consistent(tables)) return base::fail(DataError::damaged, fmt::format("{}: its tables contradict each other; build it again", name));
  return Readings(std::move(tables));
}

std::span<const Syllable> Readings::of(char32_t character) const {
  const auto found = std::ranges::lower_bound(tables_.characters, character);
  if (found == tables_.characters.end() || *found != character) return {};
  const auto i = static_cast<std::size_t>(found - tables_.characters.begin());
  return std::span(tables_.readings).subspan(tables_.first_reading[i], tables_.first_reading[i + 1] - tables_.first_reading[i]);
}

std::span<const char32_t> Readings::characters(Syllable syllable) const {
  const std::uint32_t first = tables_.first_character[syllable];
  return std::span(tables_.by_syllable).subspan(first, tables_.first_character[syllable + 1u] - first);
}

bool Readings::is_standard(char32_t character) const { return std::ranges::binary_search(tables_.standard, character); }

std::span<const Syllable> Readings::of_surname(std::u32string_view surname) const {
  const auto found = surnames_.find(std::u32string(surname));
  if (found == surnames_.end()) return {};
  return tables_.surnames[found->second].second;
}

std::optional<Syllable> Readings::find(std::string_view spelling) const {
  const auto found = std::ranges::lower_bound(tables_.syllables, spelling);
  if (found == tables_.syllables.end() || *found != spelling) return std::nullopt;
  return static_cast<Syllable>(found - tables_.syllables.begin());
}

SyllableRange Readings::beginning(std::string_view letters) const {
  const auto begin = std::ranges::lower_bound(tables_.syllables, letters);
  const auto end = std::partition_point(begin, tables_.syllables.end(), [&](const std::string& syllable) { return syllable.starts_with(letters); });
  return {static_cast<Syllable>(begin - tables_.syllables.begin()), static_cast<Syllable>(end - tables_.syllables.begin())};
}

}  // namespace openday::text
