#include "kiosk/roster_io/table.h"

#include <algorithm>

namespace openday::roster_io {

bool Row::blank() const {
  if (!marks.empty()) return false;
  return std::ranges::all_of(cells, [](const std::string& cell) { return cell.find_first_not_of(" \t\u3000") == std::string::npos; });
}

CellKind Row::kind(std::size_t column) const {
  const auto found = std::ranges::find(marks, column, &CellMark::column);
  return found == marks.end() ? CellKind::text : found->kind;
}

std::string column_letters(std::size_t column) {
  std::string out;
  for (; column > 0; column = (column - 1) / 26) out.insert(out.begin(), static_cast<char>('A' + (column - 1) % 26));
  return out;
}

std::string cell_name(std::size_t column, std::size_t row) { return column_letters(column) + std::to_string(row); }

std::string range_name(const Merge& merge) {
  return cell_name(merge.first_column, merge.first_row) + ":" + cell_name(merge.last_column, merge.last_row);
}

}  // namespace openday::roster_io
