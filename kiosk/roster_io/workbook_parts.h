// The parts of a workbook that say what its sheets mean: list of sheets, shared strings, which styles are dates. ECMA-376 part 1.
// Namespaces are not looked at, so that the strict and the transitional form read alike. Private to roster_io.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace openday::roster_io {

struct SheetEntry {
  std::string name, part;   // part: its name in the archive
  bool hidden = false;
};

struct WorkbookIndex {
  std::vector<SheetEntry> sheets;
  bool since_1904 = false;
};

// Relations of a part: id -> target as a name in the archive. `base` is the folder of the part they belong to: "xl/".
struct Relation {
  std::string type, target;   // type: the last word of its address
};
using Relations = std::unordered_map<std::string, Relation>;
[[nodiscard]] std::optional<Relations> read_relations(std::string& part, std::string_view base);
[[nodiscard]] std::optional<WorkbookIndex> read_index(std::string& part, const Relations& relations);

// All texts in one string: a hall of 500,000 has millions of them.
class SharedStrings {
 public:
  void add(std::string_view text);
  [[nodiscard]] std::size_t size() const { return ends_.size(); }
  [[nodiscard]] std::optional<std::string_view> operator[](std::size_t index) const;

 private:
  std::string bytes_;
  std::vector<std::size_t> ends_;
};
// Without the pronunciation guides (rPh) that stand beside a text.
// too_many: kMaxSharedStrings; nothing when the part is malformed.
[[nodiscard]] std::optional<SharedStrings> read_shared_strings(std::string& part, bool& too_many);

// For each cell style, whether it shows a date.
[[nodiscard]] std::optional<std::vector<bool>> read_date_styles(std::string& part);

// "_x000D_" -> the character it stands for (ECMA-376 part 1, 22.9.2.19), white space for control characters.
[[nodiscard]] std::string decode_escapes(std::string_view text);

}  // namespace openday::roster_io
