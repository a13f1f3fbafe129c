// openday-make-strokes UNIHAN.txt STROKES.yaml UnicodeData.txt EquivalentUnifiedIdeograph.txt OUT: the table of strokes (stroke_table.h) from
// rime's stroke dictionary, ranked by Unihan; what that dictionary lacks, by its radical.
// Only the build runs it.
#include <algorithm>
#include <array>
#include <cstdio>
#include <map>
#include <tuple>

#include "kiosk/base/file.h"
#include "kiosk/base/utf8.h"
#include "kiosk/text/make/radicals.h"
#include "kiosk/text/make/unihan.h"
#include "kiosk/text/stroke_table.h"

namespace {

using namespace openday;
using namespace openday::text;

constexpr std::size_t kMaxInputBytes = 256u << 20;
constexpr std::size_t kMaxStrokes = 255;   // a length is one byte of the table; the longest known has 64
constexpr std::size_t kMostAlike = 50;

using Ranks = std::map<char32_t, std::uint32_t>;

// Standard characters level by level, in each by frequency; then the others.
Ranks rank_all(const std::map<char32_t, UnihanCharacter>& characters) {
  std::vector<std::tuple<int, int, int, char32_t>> order;
  for (const auto& [character, of] : characters) {
    int count = 0;
    for (const UnihanReading& reading : of.readings) count += reading.count;
    order.emplace_back(of.level, -count, of.frequency, character);
  }
  std::ranges::sort(order);
  Ranks out;
  for (std::uint32_t i = 0; i < order.size(); ++i) out[std::get<char32_t>(order[i])] = i;
  return out;
}

// "字<tab>strokes" after the line "..."; everything else of the file is its head.
std::vector<StrokeEntry> read_strokes(std::string_view yaml) {
  std::vector<StrokeEntry> out;
  while (!yaml.empty()) {
    const std::string_view line = yaml.substr(0, yaml.find('\n'));
    yaml.remove_prefix(std::min(line.size() + 1, yaml.size()));
    const std::size_t tab = line.find('\t');
    if (tab == std::string_view::npos) continue;
    const std::u32string character = base::to_code_points(line.substr(0, tab));
    const std::string_view strokes = line.substr(tab + 1);
    const bool usable = character.size() == 1 && base::is_han(character.front()) && !strokes.empty() && strokes.size() <= kMaxStrokes;
    if (!usable || strokes.find_first_not_of(kStrokes) != std::string_view::npos) continue;
    out.push_back({std::string(strokes), character.front(), 0});
  }
  return out;
}

// rime's dictionary gives 6,720 characters one and the same way of writing, mostly beside the right one: what stood for a missing one. In
// earnest no more than 18 are written alike.
void drop_placeholders(std::vector<StrokeEntry>& entries) {
  std::map<std::string, std::size_t> alike;
  for (const StrokeEntry& entry : entries) ++alike[entry.strokes];
  std::erase_if(entries, [&](const StrokeEntry& entry) { return alike[entry.strokes] > kMostAlike; });
}

void add_guesses(std::vector<StrokeEntry>& entries, const RadicalSources& sources) {
  std::map<char32_t, std::vector<std::string>> known;
  for (const StrokeEntry& entry : entries) known[entry.character].push_back(entry.strokes);
  for (StrokeEntry& entry : guess_strokes(sources, known)) entries.push_back(std::move(entry));
}

void rank_entries(std::vector<StrokeEntry>& entries, const Ranks& ranks) {
  for (StrokeEntry& entry : entries) {
    const auto rank = ranks.find(entry.character);
    entry.rank = rank == ranks.end() ? static_cast<std::uint32_t>(ranks.size()) : rank->second;
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 6) return std::fputs("usage: openday-make-strokes UNIHAN.txt STROKES.yaml UnicodeData.txt EquivalentUnifiedIdeograph.txt OUT\n", stderr), 2;
  std::array<std::string, 4> texts;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    auto read = base::read_file(argv[i + 1], kMaxInputBytes);
    if (!read) return std::fprintf(stderr, "%s\n", read.error().what.c_str()), 2;
    texts[i] = std::move(*read);
  }
  std::vector<StrokeEntry> entries = read_strokes(texts[1]);
  drop_placeholders(entries);
  const std::size_t known = entries.size();
  add_guesses(entries, {texts[0], texts[2], texts[3]});
  rank_entries(entries, rank_all(read_unihan(texts[0])));
  const StrokeTable table(std::move(entries));
  const auto written = base::write_file_durably(argv[5], table.write(), 0644);
  if (!written) return std::fprintf(stderr, "%s\n", written.error().what.c_str()), 2;
  std::printf("strokes: %zu ways of writing, %zu more by radical and number of strokes\n", known, table.size() - known);
  return 0;
}
