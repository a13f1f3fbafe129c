#include "kiosk/roster_io/list_reader.h"

#include <algorithm>
#include <cstdint>

#include <fmt/format.h>

#include "kiosk/roster_io/list_result.h"
#include "kiosk/roster_io/office_time.h"

namespace openday::roster_io {
namespace {

constexpr std::size_t kHeaderSearch = 20;    // rows: a title and notes may stand above the header
constexpr std::size_t kMaxHeaderRows = 4;

std::string joined_words(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "“" : "、“") + word + "”";
  return out;
}

// A name beside another known column, or a header that says 姓名 itself.
bool is_header(const Row& row) {
  bool named = false, plainly = false;
  int known = 0;
  for (const std::string& cell : row.cells) {
    const auto column = column_of(cell);
    known += column.has_value();
    named |= column == Column::name;
    plainly |= column == Column::name && (tidy(cell) == "姓名" || tidy(cell).size() <= 4);
  }
  return named && (known >= 2 || plainly);
}

}  // namespace

void ListReader::problem(bool error, std::size_t line, std::size_t column, std::string what) {
  out_.errors += error;
  if (out_.problems.size() < kMaxProblems) out_.problems.push_back({error, line, column, out_.sheet, std::move(what)});
}

void ListReader::ignore(std::string_view why, std::size_t line) {
  auto place = std::ranges::find(out_.ignored, why, &PlacedRows::what);
  if (place == out_.ignored.end()) place = out_.ignored.insert(out_.ignored.end(), {std::string(why), {}});
  place->lines.add(line);
}

void ListReader::sheet(std::string name, bool hidden) {
  if (stage_ == Stage::looking) without_header_.push_back(name_);
  workbook_ |= !name.empty();
  name_ = std::move(name);
  const bool wanted = options_.sheet.empty() ? !hidden : options_.sheet == name_;
  if (!wanted && hidden) hidden_.push_back(name_);
  stage_ = wanted ? Stage::looking : Stage::passing_over;
  if (!found_) above_.clear();
  if (!found_) merges_.clear();
}

void ListReader::merge(const Merge& merge) {
  if (stage_ == Stage::looking && !found_) merges_.push_back(merge);
}

bool ListReader::row(Row&& row) {
  if (stage_ == Stage::looking) look(std::move(row));
  else if (stage_ == Stage::reading) take_row(std::move(row));
  return !overfull_;
}

void ListReader::look(Row&& row) {
  if (!is_header(row)) {
    above_.push_back(row.line);
    if (above_.size() < kHeaderSearch) return;
    without_header_.push_back(name_);
    stage_ = Stage::passing_over;
    return;
  }
  if (found_) {
    others_.push_back(name_);
    stage_ = Stage::passing_over;
    return;
  }
  found_ = true;
  stage_ = Stage::reading;
  out_.sheet = name_;
  for (const std::size_t line : above_) ignore("表头以上的标题", line);
  take_header(row);
}

// Cells joined downwards from the header row make a header of several rows; the lower word is the more exact one.
void ListReader::take_header(const Row& row) {
  out_.header_line = header_last_ = row.line;
  for (const Merge& merge : merges_) {
    if (merge.first_row <= row.line && merge.last_row > row.line && merge.last_row - row.line < kMaxHeaderRows)
      header_last_ = std::max<std::size_t>(header_last_, merge.last_row);
  }
  header_ = row.cells;
  if (header_last_ == row.line) place_columns();
}

void ListReader::take_lower_header(const Row& row) {
  if (header_.size() < row.cells.size()) header_.resize(row.cells.size());
  for (std::size_t i = 0; i < row.cells.size(); ++i)
    if (!tidy(row.cells[i]).empty()) header_[i] = row.cells[i];
}

void ListReader::place_columns() {
  const std::size_t line = out_.header_line;
  for (std::size_t i = 0; i < header_.size(); ++i) {
    const auto column = column_of(header_[i]);
    out_.columns.push_back({tidy(header_[i]), column});
    if (!column) continue;
    auto& place = layout_[static_cast<std::size_t>(*column)];
    if (*column == Column::id_document)
      problem(true, line, i + 1, fmt::format("第 {} 列（{}）是身份证号；本系统不收集身份证号，请删去这一列", column_letters(i + 1), tidy(header_[i])));
    else if (place)
      problem(true, line, i + 1, fmt::format("第 {} 列和第 {} 列都是{}；请删去一列，或把它改名", column_letters(*place + 1), column_letters(i + 1), name_of(*column)));
    else
      place = i;
  }
  if (!at(Column::category) && plan_.categories.size() > 1) problem(true, line, 0, "没有“类别”列；方案里有几种来宾，每一行都要写明类别");
  context_.emplace(row_context(plan_, layout_));
  if (out_.errors > 0) stage_ = Stage::passing_over;
  sort_merges();
}

void ListReader::sort_merges() {
  const auto used = [this](std::size_t column) {
    return std::ranges::any_of(layout_, [column](const auto& place) { return place == column - 1; });
  };
  for (const Merge& merge : merges_) {
    if (merge.last_row <= header_last_) continue;
    std::size_t columns = 0;
    for (std::size_t i = merge.first_column; i <= std::min<std::size_t>(merge.last_column, kMaxTableColumns); ++i) columns += used(i);
    if (columns > 1) wide_.try_emplace(merge.first_row, merge);
    else if (columns == 1 && merge.last_row > merge.first_row && merge.first_column == merge.last_column)
      joined_[merge.first_column - 1].try_emplace(merge.first_row, Joined{merge, {}, {}});
  }
  merges_.clear();
}

RosterReading ListReader::fail(std::string what) {
  out_ = {};
  problem(true, 0, 0, std::move(what));
  return std::move(out_);
}

void ListReader::note_ignored_sheets() {
  if (!workbook_) return;
  if (!without_header_.empty()) out_.notes.push_back(fmt::format("没有用到的工作表：{}（没有姓名表头）", joined_words(without_header_)));
  if (!hidden_.empty()) out_.notes.push_back(fmt::format("没有读隐藏的工作表：{}；如名单在其中，请取消隐藏，或用 --sheet 指定", joined_words(hidden_)));
}

RosterReading ListReader::finish() {
  if (stage_ == Stage::looking) without_header_.push_back(name_);
  if (found_ && !context_) place_columns();   // the header was the last row
  if (!found_) {
    std::string what = above_.empty() && without_header_.size() <= 1 ? "文件是空的；应有一行表头，下面每位来宾一行" : "没有找到表头；应有一行写明各列名称，其中一列是“姓名”";
    if (!options_.sheet.empty()) what = fmt::format("没有叫“{}”的工作表，或其中没有姓名表头", options_.sheet);
    if (!hidden_.empty()) what += fmt::format("；隐藏的工作表没有读：{}", joined_words(hidden_));
    return fail(std::move(what));
  }
  if (!others_.empty()) {
    others_.insert(others_.begin(), out_.sheet);
    return fail(fmt::format("有几张工作表都像名单：{}；请用 --sheet 指定其中一张，或删去其余的", joined_words(others_)));
  }
  note_ignored_sheets();
  if (filled_cells_ > 0) out_.notes.push_back(fmt::format("合并单元格的内容用于它盖住的每一行，共填补 {} 格", filled_cells_));
  if (formulas_ > 0) out_.notes.push_back(fmt::format("{} 格是公式，取了文件里存的结果", formulas_));
  if (hidden_rows_.count > 0) problem(false, 0, 0, fmt::format("隐藏的行也读入了：{}；不要的行请删去", to_string(hidden_rows_)));
  if (context_ && out_.errors == 0 && guests_.empty()) problem(true, 0, 0, "表头下面没有来宾");
  if (overfull_) problem(true, 0, 0, fmt::format("来宾超过 {} 行", event::kMaxGuests));
  out_.rows = guests_.size();
  if (!guests_.empty() && !overfull_) ListResult(plan_, options_, layout_, out_).make(std::move(guests_), random_);
  // As somebody goes through the list: row by row, what concerns all of it last.
  std::ranges::stable_sort(out_.problems, {}, [](const RosterProblem& one) { return one.line == 0 ? SIZE_MAX : one.line; });
  return std::move(out_);
}

}  // namespace openday::roster_io
