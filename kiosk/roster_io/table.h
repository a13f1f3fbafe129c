// What both readers of lists (CSV, XLSX) hand on: rows of cells as text, with a mark where a cell was not plain text.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace openday::roster_io {

inline constexpr std::size_t kMaxTableColumns = 256;

enum class CellKind : std::uint8_t {
  text,        // text, or a number as its digits
  date,        // a number formatted as a date: "2020-11-16", "2020-11-16 18:00", "18:00"
  formula,     // a formula; the text is its stored result
  no_result,   // a formula whose result is not stored; the text is empty
  error,       // #N/A and the like; the text is empty
};

struct CellMark {
  std::uint32_t column = 0;   // from 0
  CellKind kind = CellKind::text;
  bool operator==(const CellMark&) const = default;
};

struct Row {
  std::size_t line = 0;               // from 1: line of a text file, row of a sheet
  std::vector<std::string> cells;     // as written, without their quotes
  std::vector<CellMark> marks;        // of the cells that are not plain text, by column
  bool hidden = false;
  [[nodiscard]] bool blank() const;   // nothing but white space, and no mark
  [[nodiscard]] CellKind kind(std::size_t column) const;
};

// Cells joined to one, all inclusive, rows and columns from 1.
struct Merge {
  std::uint32_t first_row = 0, first_column = 0, last_row = 0, last_column = 0;
  bool operator==(const Merge&) const = default;
};

[[nodiscard]] std::string column_letters(std::size_t column);              // 1 -> A, 28 -> AB
[[nodiscard]] std::string cell_name(std::size_t column, std::size_t row);  // both from 1: C5
[[nodiscard]] std::string range_name(const Merge& merge);                  // C5:C9

}  // namespace openday::roster_io
