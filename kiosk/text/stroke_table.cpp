#include "kiosk/text/stroke_table.h"

#include <algorithm>
#include <tuple>

#include <fmt/format.h>

namespace openday::text {
namespace {

constexpr std::string_view kMagic = "ODSTRK1\n";
constexpr std::string_view kFile = "strokes.dat";
constexpr std::size_t kMostWays = 4;

// `pattern` with `*` for any stroke, against the beginning of `strokes`.
bool begins_so(std::string_view strokes, std::string_view pattern) {
  if (strokes.size() < pattern.size()) return false;
  return std::equal(pattern.begin(), pattern.end(), strokes.begin(), [](char asked, char written) { return asked == kAnyStroke || written == kUnknownStroke || asked == written; });
}

}  // namespace

StrokeTable::StrokeTable(std::vector<StrokeEntry> entries) {
  std::ranges::sort(entries, {}, [](const StrokeEntry& entry) { return std::tie(entry.strokes, entry.rank, entry.character); });
  for (const StrokeEntry& entry : entries) {
    auto& into = entry.strokes.find(kUnknownStroke) == std::string::npos ? entries_ : unsure_;
    into.push_back({static_cast<std::uint32_t>(strokes_.size()), static_cast<std::uint32_t>(entry.strokes.size()), entry.rank, entry.character});
    strokes_ += entry.strokes;
  }
}

base::Result<StrokeTable, DataError> StrokeTable::load(const std::filesystem::path& folder) {
  const auto bytes = read_data_file(folder, kFile);
  if (!bytes) return tl::unexpected(bytes.error());
  return parse(*bytes, (folder / kFile).string());
}

base::Result<StrokeTable, DataError> StrokeTable::parse(std::string_view bytes, std::string_view name) {
  auto reader = DataReader::open(bytes, kMagic, name);
  if (!reader) return tl::unexpected(reader.error());
  const std::string_view strokes = reader->text();
  const auto lengths = reader->numbers<std::uint8_t>();
  const auto characters = reader->numbers<char32_t>();
  const auto ranks = reader->numbers<std::uint32_t>();
  std::size_t all = 0;
  for (const std::uint8_t length : lengths) all += length;
  if (!reader->good_to_the_end() || characters.size() != lengths.size() || ranks.size() != lengths.size() || all != strokes.size()) {
    return base::fail(DataError::damaged, fmt::format("{}: its tables contradict each other; build it again", name));
  }
  std::vector<StrokeEntry> entries;
  entries.reserve(lengths.size());
  std::size_t begin = 0;
  for (std::size_t i = 0; i < lengths.size(); begin += lengths[i++]) entries.push_back({std::string(strokes.substr(begin, lengths[i])), characters[i], ranks[i]});
  return StrokeTable(std::move(entries));
}

std::vector<StrokeEntry> StrokeTable::entries() const {
  std::vector<StrokeEntry> out;
  out.reserve(size());
  for (const auto* entries : {&entries_, &unsure_}) {
    for (const Entry& entry : *entries) out.push_back({std::string(strokes_of(entry)), entry.character, entry.rank});
  }
  return out;
}

std::string StrokeTable::write() const {
  std::string strokes;
  std::vector<std::uint8_t> lengths;
  std::vector<char32_t> characters;
  std::vector<std::uint32_t> ranks;
  for (const StrokeEntry& entry : entries()) {
    strokes += entry.strokes;
    lengths.push_back(static_cast<std::uint8_t>(entry.strokes.size()));
    characters.push_back(entry.character);
    ranks.push_back(entry.rank);
  }
  DataWriter writer(kMagic);
  writer.text(strokes);
  writer.numbers(lengths);
  writer.numbers(characters);
  writer.numbers(ranks);
  return writer.finish();
}

void StrokeTable::look_at(std::array<std::vector<Found>, kGroups>& found, const Entry& entry, std::string_view asked, int group) const {
  if (begins_so(strokes_of(entry), asked)) found[static_cast<std::size_t>(group + (entry.length > asked.size() ? kBegins : 0))].push_back({entry.rank, entry.character});
}

// The commonest of `found` that are not there yet, until `out` has `room`.
void StrokeTable::append_best(std::vector<char32_t>& out, std::unordered_set<char32_t>& seen, std::vector<Found>& found, std::size_t room) {
  // A character written in several ways stands there several times, but hardly four times.
  const std::size_t wanted = room - std::min(room, out.size());
  const std::size_t enough = wanted > found.size() / kMostWays ? found.size() : kMostWays * wanted;
  std::ranges::partial_sort(found, found.begin() + static_cast<std::ptrdiff_t>(enough));
  for (std::size_t i = 0; i < enough && out.size() < room; ++i) {
    if (seen.insert(found[i].character).second) out.push_back(found[i].character);
  }
}

std::vector<char32_t> StrokeTable::find(std::string_view strokes, std::size_t most) const {
  const std::string_view sure = strokes.substr(0, strokes.find(kAnyStroke));
  auto at = std::ranges::lower_bound(entries_, sure, {}, [this](const Entry& entry) { return strokes_of(entry); });
  std::array<std::vector<Found>, kGroups> found;
  for (; at != entries_.end() && strokes_of(*at).starts_with(sure); ++at) look_at(found, *at, strokes, kSure);
  for (const Entry& entry : unsure_) look_at(found, entry, strokes, kUnsure);
  std::vector<char32_t> out;
  std::unordered_set<char32_t> seen;
  for (int group = 0; group < kGroups; ++group) {
    // What only begins so leaves half of the room to those of which less is known: each is to be reached by its own number of strokes.
    const std::size_t room = group == kSure + kBegins ? std::max(most / 2, out.size()) : most;
    append_best(out, seen, found[static_cast<std::size_t>(group)], room);
  }
  return out;
}

}  // namespace openday::text
