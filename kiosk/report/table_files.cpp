#include "kiosk/report/table_files.h"

#include <cerrno>
#include <cstring>
#include <ctime>
#include <utility>

#include <fcntl.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include <fmt/format.h>

#include "kiosk/base/unique_fd.h"
#include "kiosk/base/utf8.h"

namespace openday::report {
namespace {

using event::DataTable;
using event::TableCell;

constexpr std::size_t kMostCharacters = 32'000;   // of one cell; a workbook allows 32,767 UTF-16 units
constexpr lxw_color_t kHeadGround = 0xC9DFD2, kHeadInk = 0x0F5A47, kLine = 0xD8D2C0;

// What XML cannot hold is dropped; a character beyond the BMP counts two units.
std::string cell_text(std::string_view text) {
  std::u32string kept;
  std::size_t units = 0;
  for (const char32_t c : base::to_code_points(text)) {
    if ((c < 0x20 && c != U'\n' && c != U'\t') || c == 0xFFFE || c == 0xFFFF) continue;
    units += c > 0xFFFF ? 2 : 1;
    if (units > kMostCharacters) {
      kept += U'…';
      break;
    }
    kept += c;
  }
  return base::to_utf8(kept);
}

class Book {
 public:
  Book(const std::filesystem::path& file, const DocumentInfo& info) : folder_(file.parent_path().empty() ? "." : file.parent_path().string()) {
    lxw_workbook_options options{};
    options.constant_memory = LXW_TRUE;
    options.tmpdir = folder_.data();
    book_ = workbook_new_opt(file.c_str(), &options);
    if (book_ == nullptr) return;
    set_properties(info);
    title_ = format([](lxw_format* f) {
      format_set_bold(f);
      format_set_font_size(f, 14);
    });
    head_ = format([](lxw_format* f) {
      format_set_bold(f);
      format_set_font_color(f, kHeadInk);
      format_set_bg_color(f, kHeadGround);
      format_set_text_wrap(f);
      format_set_align(f, LXW_ALIGN_VERTICAL_CENTER);
    });
    text_ = format([](lxw_format* f) {
      format_set_text_wrap(f);
      format_set_num_format(f, "@");
    });
    number_ = format([](lxw_format*) {});
    mean_ = format([](lxw_format* f) { format_set_num_format(f, "0.00"); });
    share_ = format([](lxw_format* f) { format_set_num_format(f, "0.0%"); });
    day_ = format([](lxw_format* f) { format_set_num_format(f, "yyyy-mm-dd"); });
    note_ = format([](lxw_format* f) { format_set_italic(f); });
  }
  Book(const Book&) = delete;
  Book& operator=(const Book&) = delete;
  ~Book() {
    if (book_ != nullptr) workbook_close(book_);
  }

  [[nodiscard]] bool opened() const { return book_ != nullptr; }

  void add(const DataTable& table) {
    lxw_worksheet* sheet = workbook_add_worksheet(book_, sheet_name(table.title).c_str());
    if (sheet == nullptr) sheet = workbook_add_worksheet(book_, nullptr);   // a name twice: the library's own
    worksheet_set_landscape(sheet);
    worksheet_set_paper(sheet, 9);   // A4
    worksheet_fit_to_pages(sheet, 1, 0);
    worksheet_set_footer(sheet, "&C第 &P 页 / 共 &N 页");
    for (std::size_t c = 0; c < table.columns.size(); ++c) worksheet_set_column(sheet, column(c), column(c), table.columns[c].width + 2, nullptr);
    worksheet_freeze_panes(sheet, 2, 1);
    worksheet_repeat_rows(sheet, 1, 1);
    if (!table.columns.empty()) worksheet_autofilter(sheet, 1, 0, static_cast<lxw_row_t>(1 + table.rows.size()), column(table.columns.size() - 1));
    worksheet_write_string(sheet, 0, 0, cell_text(table.title).c_str(), title_);
    for (std::size_t c = 0; c < table.columns.size(); ++c) worksheet_write_string(sheet, 1, column(c), cell_text(table.columns[c].title).c_str(), head_);
    lxw_row_t row = 2;
    for (const auto& cells : table.rows) {
      for (std::size_t c = 0; c < cells.size(); ++c) write(sheet, row, column(c), cells[c]);
      ++row;
    }
    for (const std::string& note : table.notes) worksheet_write_string(sheet, ++row, 0, cell_text(note).c_str(), note_);
  }

  [[nodiscard]] lxw_error close() { return workbook_close(std::exchange(book_, nullptr)); }

 private:
  static lxw_col_t column(std::size_t index) { return static_cast<lxw_col_t>(index); }

  // At most 31 characters, none of []:*?/\ (the format's own rule).
  static std::string sheet_name(std::string_view title) {
    std::string out;
    for (const char c : std::string(base::first_code_points(title, 31))) out += std::string_view("[]:*?/\\").find(c) == std::string_view::npos ? c : '_';
    return out;
  }

  template <class Set>
  lxw_format* format(Set set) {
    lxw_format* out = workbook_add_format(book_);
    format_set_align(out, LXW_ALIGN_VERTICAL_TOP);
    format_set_border(out, LXW_BORDER_THIN);
    format_set_border_color(out, kLine);
    set(out);
    return out;
  }

  void set_properties(const DocumentInfo& info) {
    lxw_doc_properties properties{};
    std::string title = cell_text(info.title), author = cell_text(info.author);
    properties.title = title.data();
    properties.author = author.data();
    properties.created = static_cast<time_t>(std::chrono::duration_cast<std::chrono::seconds>(info.dated.time_since_epoch()).count());
    workbook_set_properties(book_, &properties);
  }

  void write(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t at, const TableCell& cell) {
    if (std::holds_alternative<std::monostate>(cell)) return void(worksheet_write_blank(sheet, row, at, text_));
    if (const auto* words = std::get_if<std::string>(&cell)) return void(worksheet_write_string(sheet, row, at, cell_text(*words).c_str(), text_));
    if (const auto* count = std::get_if<int>(&cell)) return void(worksheet_write_number(sheet, row, at, *count, number_));
    if (const auto* number = std::get_if<double>(&cell)) return void(worksheet_write_number(sheet, row, at, *number, mean_));
    if (const auto* share = std::get_if<event::Share>(&cell)) return void(worksheet_write_number(sheet, row, at, share->value, share_));
    const auto day = std::get<event::Date>(cell);
    lxw_datetime date{static_cast<int>(day.year()), static_cast<int>(static_cast<unsigned>(day.month())), static_cast<int>(static_cast<unsigned>(day.day())), 0, 0, 0};
    worksheet_write_datetime(sheet, row, at, &date, day_);
  }

  std::string folder_;
  lxw_workbook* book_ = nullptr;
  lxw_format *title_ = nullptr, *head_ = nullptr, *text_ = nullptr, *number_ = nullptr, *mean_ = nullptr, *share_ = nullptr, *day_ = nullptr, *note_ = nullptr;
};

auto failure(const std::filesystem::path& file, const char* what) {
  return base::fail(PrintError::not_written, fmt::format("{}: {}; choose a folder that can be written and has room", file.string(), what));
}

PrintResult<void> fill(const std::filesystem::path& part, const std::vector<DataTable>& tables, const DocumentInfo& info) {
  const base::UniqueFd private_file(::open(part.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600));
  if (!private_file) return failure(part, std::strerror(errno));
  Book book(part, info);
  if (!book.opened()) return failure(part, "the workbook cannot be begun");
  for (const DataTable& table : tables) book.add(table);
  if (const lxw_error error = book.close(); error != LXW_NO_ERROR) return failure(part, lxw_strerror(error));
  if (::fsync(private_file.get()) != 0) return failure(part, std::strerror(errno));
  return {};
}

}  // namespace

PrintResult<void> write_xlsx(const std::filesystem::path& file, const std::vector<DataTable>& tables, const DocumentInfo& info) {
  std::filesystem::path part = file;
  part += ".part";
  auto filled = fill(part, tables, info);
  if (filled && ::rename(part.c_str(), file.c_str()) != 0) filled = failure(file, std::strerror(errno));
  if (!filled) ::unlink(part.c_str());
  return filled;
}

}  // namespace openday::report
