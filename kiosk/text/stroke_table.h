// In which strokes Hanzi are written: 横 h (and 提), 竖 s, 撇 p, 点 n (and 捺), 折 z, in order, from Debian's rime-data-stroke (LGPL-3,
// after the national character set CNS 11643) in a table made at build time. What that lacks is known by its radical (Unihan): the
// radical's strokes first or last, and how many others there are; of a few only how many. Immutable after loading.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "kiosk/base/result.h"
#include "kiosk/text/data_file.h"

namespace openday::text {

struct StrokeEntry {
  std::string strokes;       // of h, s, p, n, z; ? where only their number is known
  char32_t character = 0;
  std::uint32_t rank = 0;    // 0 is the commonest character
};

inline constexpr std::string_view kStrokes = "hspnz";
inline constexpr char kAnyStroke = '*';       // in a question: a stroke that the guest is not sure of
inline constexpr char kUnknownStroke = '?';   // in an entry: a stroke that the sources do not know

class StrokeTable {
 public:
  // The file strokes.dat of the data folder.
  [[nodiscard]] static base::Result<StrokeTable, DataError> load(const std::filesystem::path& folder);
  [[nodiscard]] static base::Result<StrokeTable, DataError> parse(std::string_view bytes, std::string_view name);
  explicit StrokeTable(std::vector<StrokeEntry> entries);   // in any order

  // Characters written exactly so, then those that begin so, then likewise those of which only the radical or
  // only the number of strokes is known; each the commonest first and once. `*` stands for any one stroke.
  [[nodiscard]] std::vector<char32_t> find(std::string_view strokes, std::size_t most) const;
  [[nodiscard]] std::size_t size() const { return entries_.size() + unsure_.size(); }
  [[nodiscard]] std::vector<StrokeEntry> entries() const;
  // "ODSTRK1\n", then the strokes of all entries as one text, their lengths, characters and ranks (data_file.h).
  [[nodiscard]] std::string write() const;

 private:
  struct Entry {
    std::uint32_t begin, length, rank;
    char32_t character;
  };
  [[nodiscard]] std::string_view strokes_of(const Entry& entry) const { return std::string_view(strokes_).substr(entry.begin, entry.length); }
  struct Found {
    std::uint32_t rank;
    char32_t character;
    auto operator<=>(const Found&) const = default;
  };
  // What is written exactly so, what begins so; likewise of those with unknown strokes.
  static constexpr int kSure = 0, kUnsure = 2, kBegins = 1, kGroups = 4;
  void look_at(std::array<std::vector<Found>, kGroups>& found, const Entry& entry, std::string_view asked, int group) const;
  static void append_best(std::vector<char32_t>& out, std::unordered_set<char32_t>& seen, std::vector<Found>& found, std::size_t room);

  std::string strokes_;
  std::vector<Entry> entries_, unsure_;   // sorted by strokes; those with unknown strokes apart
};

}  // namespace openday::text
