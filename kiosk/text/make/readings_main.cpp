// openday-make-readings UNIHAN.txt OUT: the table of readings (readings.h) from Unihan's files and ICU. Only the build runs it.
#include <algorithm>
#include <cstdio>
#include <map>
#include <set>
#include <tuple>

#include "kiosk/base/file.h"
#include "kiosk/text/make/surnames.h"
#include "kiosk/text/make/unihan.h"
#include "kiosk/text/readings.h"

namespace {

using namespace openday;
using namespace openday::text;

using Characters = std::map<char32_t, UnihanCharacter>;
using Surnames = std::vector<std::pair<std::u32string, std::vector<std::string>>>;

constexpr std::size_t kMaxUnihanBytes = 256u << 20;

std::vector<std::string> all_syllables(const Characters& characters, const Surnames& surnames) {
  std::set<std::string> out;
  for (char letter = 'a'; letter <= 'z'; ++letter) out.insert(std::string(1, letter));
  for (const auto& [character, of] : characters) {
    for (const UnihanReading& reading : of.readings) out.insert(reading.syllable);
  }
  for (const auto& [surname, syllables] : surnames) out.insert(syllables.begin(), syllables.end());
  return {out.begin(), out.end()};
}

Syllable number_of(const std::vector<std::string>& syllables, const std::string& spelling) {
  return static_cast<Syllable>(std::ranges::lower_bound(syllables, spelling) - syllables.begin());
}

// The best first: standard characters level by level, in each the ones that are often read so, then customary readings.
using Rank = std::tuple<int, int, bool, int, char32_t>;
Rank rank(char32_t character, const UnihanCharacter& of, const UnihanReading& reading) {
  return {of.level, -reading.count, !reading.customary, of.frequency, character};
}

void order_by_syllable(ReadingTables& tables, const Characters& characters) {
  std::vector<std::vector<Rank>> of_syllable(tables.syllables.size());
  for (const auto& [character, of] : characters) {
    for (const UnihanReading& reading : of.readings) of_syllable[number_of(tables.syllables, reading.syllable)].push_back(rank(character, of, reading));
  }
  for (std::vector<Rank>& ranks : of_syllable) {
    std::ranges::sort(ranks);
    tables.first_character.push_back(static_cast<std::uint32_t>(tables.by_syllable.size()));
    for (const Rank& one : ranks) tables.by_syllable.push_back(std::get<char32_t>(one));
  }
  tables.first_character.push_back(static_cast<std::uint32_t>(tables.by_syllable.size()));
}

ReadingTables make_tables(const Characters& characters) {
  ReadingTables tables;
  for (const auto& [character, of] : characters) {
    tables.characters.push_back(character);
    if (of.level < kNotStandard) tables.standard.push_back(character);
  }
  const Surnames surnames = surname_readings(tables.characters);
  tables.syllables = all_syllables(characters, surnames);
  for (const auto& [character, of] : characters) {
    tables.first_reading.push_back(static_cast<std::uint32_t>(tables.readings.size()));
    for (const UnihanReading& reading : of.readings) tables.readings.push_back(number_of(tables.syllables, reading.syllable));
  }
  tables.first_reading.push_back(static_cast<std::uint32_t>(tables.readings.size()));
  order_by_syllable(tables, characters);
  for (const auto& [surname, spellings] : surnames) {
    auto& syllables = tables.surnames.emplace_back(surname, std::vector<Syllable>()).second;
    for (const std::string& spelling : spellings) syllables.push_back(number_of(tables.syllables, spelling));
  }
  return tables;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return std::fputs("usage: openday-make-readings UNIHAN.txt OUT\n", stderr), 2;
  const auto text = base::read_file(argv[1], kMaxUnihanBytes);
  if (!text) return std::fprintf(stderr, "%s\n", text.error().what.c_str()), 2;
  const ReadingTables tables = make_tables(read_unihan(*text));
  const auto written = base::write_file_durably(argv[2], write_readings(tables), 0644);
  if (!written) return std::fprintf(stderr, "%s\n", written.error().what.c_str()), 2;
  std::printf("readings: %zu characters, %zu of them standard, %zu readings, %zu syllables, %zu surnames\n", tables.characters.size(), tables.standard.size(), tables.readings.size(), tables.syllables.size(), tables.surnames.size());
  return 0;
}
