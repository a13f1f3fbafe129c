// openday-make-strokes UNIHAN.txt STROKES.yaml OUT: the table of strokes (stroke_table.h) from rime's stroke dictionary, ranked by Unihan.
// Only the build runs it.
#include <algorithm>
#include <cstdio>
#include <map>
#include <tuple>

#include "kiosk/base/file.h"
#include "kiosk/base/utf8.h"
#include "kiosk/text/make/unihan.h"
#include "kiosk/text/stroke_table.h"

namespace {

using namespace openday;
using namespace openday::text;

constexpr std::size_t kMaxInputBytes = 256u << 20;
constexpr std::size_t kMaxStrokes = 255;   // a length is one byte of the table; the longest known has 64

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
std::vector<StrokeEntry> read_strokes(std::string_view yaml, const Ranks& ranks) {
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
    const auto rank = ranks.find(character.front());
    out.push_back({std::string(strokes), character.front(), rank == ranks.end() ? static_cast<std::uint32_t>(ranks.size()) : rank->second});
  }
  return out;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) return std::fputs("usage: openday-make-strokes UNIHAN.txt STROKES.yaml OUT\n", stderr), 2;
  const auto unihan = base::read_file(argv[1], kMaxInputBytes), yaml = base::read_file(argv[2], kMaxInputBytes);
  for (const auto* read : {&unihan, &yaml}) {
    if (!*read) return std::fprintf(stderr, "%s\n", read->error().what.c_str()), 2;
  }
  const StrokeTable table(read_strokes(*yaml, rank_all(read_unihan(*unihan))));
  const auto written = base::write_file_durably(argv[3], table.write(), 0644);
  if (!written) return std::fprintf(stderr, "%s\n", written.error().what.c_str()), 2;
  std::printf("strokes: %zu ways of writing\n", table.size());
  return 0;
}
