// What ListReader makes of the rows below the header.
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "kiosk/roster_io/list_reader.h"
#include "kiosk/roster_io/office_time.h"

namespace openday::roster_io {
namespace {

constexpr std::array<std::string_view, 22> kNoteWords{"注", "备注", "说明", "合计", "总计", "小计", "共计", "填表", "制表", "审核人", "联系人", "负责人", "填报", "单位（", "盖章", "附：", "附件", "日期", "经办", "领导签", "以上", "以下空白"};
// Columns in which one cell joined over several rows means the same for each of them.
constexpr std::array kShared{Column::category, Column::department, Column::group, Column::vehicle, Column::session, Column::inviting};

bool begins_like_a_note(std::string_view text) {
  return std::ranges::any_of(kNoteWords, [text](std::string_view word) { return text.starts_with(word); });
}

}  // namespace

std::string_view ListReader::cell(const Row& row, Column column) const {
  const auto place = at(column);
  return place && *place < row.cells.size() ? std::string_view(row.cells[*place]) : std::string_view();
}

void ListReader::take_row(Row&& row) {
  if (row.line <= header_last_) return take_lower_header(row);
  if (!context_) place_columns();
  if (stage_ != Stage::reading) return;
  if (const std::string_view why = why_no_guest(row); !why.empty()) return ignore(why, row.line);
  fill_from_merges(row);
  take_guest(std::move(row));
}

// Numbered but empty lines of a form, the header once more on the next page, sums and notes below the list.
std::string_view ListReader::why_no_guest(const Row& row) const {
  std::size_t filled = 0;
  std::string first;
  std::optional<Column> only;
  for (std::size_t i = 0; i < row.cells.size(); ++i) {
    if (row.kind(i) == CellKind::no_result || row.kind(i) == CellKind::error) return {};
    std::string text = tidy(row.cells[i]);
    if (text.empty()) continue;
    if (i == at(Column::serial) && text.find_first_not_of("0123456789.") == std::string::npos) continue;
    ++filled;
    if (!first.empty()) continue;
    first = std::move(text);
    for (std::size_t column = 0; column < kColumns; ++column)
      if (layout_[column] == i) only = static_cast<Column>(column);
  }
  if (filled == 0) return "只有序号的空行";
  const std::string name = tidy(cell(row, Column::name));
  if (!name.empty() && name == tidy(header_[*at(Column::name)]) && (filled == 1 || column_of(cell(row, Column::phone)) == Column::phone || column_of(cell(row, Column::category)) == Column::category))
    return "重复的表头";
  const bool nothing_of_a_guest = tidy(cell(row, Column::phone)).empty() && tidy(cell(row, Column::category)).empty();
  if (begins_like_a_note(first) && (nothing_of_a_guest || name.empty())) return "备注、合计等";
  const bool about_a_guest = only == Column::phone || only == Column::category || only == Column::name;
  return filled == 1 && name.empty() && !about_a_guest ? "备注、合计等" : "";
}

void ListReader::fill_from_merges(Row& row) {
  for (auto& [column, merges] : joined_) {
    auto found = merges.upper_bound(row.line);
    if (found == merges.begin()) continue;
    Joined& joined = std::prev(found)->second;
    const bool shared = std::ranges::any_of(kShared, [&, place = column](Column one) { return at(one) == place; });
    if (row.line > joined.merge.last_row || !shared) continue;
    if (row.cells.size() <= column) row.cells.resize(column + 1);
    if (row.line == joined.merge.first_row) {
      joined.text = row.cells[column];
    } else if (!joined.text.empty()) {
      row.cells[column] = joined.text;
      ++filled_cells_;
    }
  }
}

// Joined cells that cannot be given to each row: a name over two rows, one cell over name and phone.
void ListReader::check_joined(const Row& row) {
  const auto covers = [&](const Merge& merge) { return merge.first_row <= row.line && row.line <= merge.last_row; };
  if (const auto wide = wide_.upper_bound(row.line); wide != wide_.begin() && covers(std::prev(wide)->second)) {
    const Merge& merge = std::prev(wide)->second;
    guests_.back().bad = true;
    problem(true, row.line, merge.first_column, fmt::format("合并的单元格 {} 盖住了几列；请取消合并，逐列填写", range_name(merge)));
  }
  for (const auto& [column, merges] : joined_) {
    const auto found = merges.upper_bound(row.line);
    if (found == merges.begin() || !covers(std::prev(found)->second.merge)) continue;
    if (std::ranges::any_of(kShared, [&, place = column](Column one) { return at(one) == place; })) continue;
    if (at(Column::serial) == column) continue;
    guests_.back().bad = true;
    problem(true, row.line, column + 1, fmt::format("合并的单元格 {} 盖住了几行，分不清属于哪一位；请取消合并，逐行填写", range_name(std::prev(found)->second.merge)));
  }
}

void ListReader::take_guest(Row&& row) {
  std::vector<CellProblem> problems;
  const bool longer = std::any_of(row.cells.begin() + static_cast<std::ptrdiff_t>(std::min(header_.size(), row.cells.size())), row.cells.end(),
                                  [](const std::string& text) { return !tidy(text).empty(); });
  if (longer && !workbook_)
    problems.push_back({true, std::nullopt, fmt::format("有 {} 格，表头只有 {} 格；是不是有单元格里含有分隔符而没有加引号？", row.cells.size(), header_.size())});
  guests_.push_back(read_guest(row, *context_, problems));
  for (CellProblem& one : problems) {
    const auto column = one.column ? at(*one.column) : std::nullopt;
    guests_.back().bad |= one.error;
    problem(one.error, row.line, column ? *column + 1 : 0, std::move(one.what));
  }
  check_joined(row);
  for (const CellMark& mark : row.marks)
    formulas_ += mark.kind == CellKind::formula && std::ranges::any_of(layout_, [&](const auto& place) { return place == mark.column; });
  if (row.hidden) hidden_rows_.add(row.line);
  note_times(row, guests_.back());
  overfull_ = guests_.size() > event::kMaxGuests;
}

// How times were understood, by the first cell of each form.
void ListReader::note_times(const Row& row, const ReadGuest& guest) {
  if (!guest.registered) return;
  const std::size_t column = *at(Column::registered_at);
  const bool date = row.kind(column) == CellKind::date;
  const auto read = parse_local_time(tidy(row.cells[column]));
  bool& noted = date ? noted_date_ : noted_number_;
  if (noted || (!date && !(read && read->from_number))) return;
  noted = true;
  const std::string moment = base::to_string(read->date) + " " + base::clock_text(std::chrono::floor<base::Minutes>(read->of_day));
  out_.notes.push_back(fmt::format("报名时间：{} 存的是{}，读作 {}（北京时间），其余同此", workbook_ ? cell_name(column + 1, row.line) : fmt::format("第 {} 行", row.line),
                                   date ? "表格的日期" : "数字", moment));
}

}  // namespace openday::roster_io
