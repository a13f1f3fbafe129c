#include "kiosk/roster_io/csv.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace openday::roster_io {
namespace {

constexpr std::size_t kGuessBytes = 64u << 10;

class CsvReader {
 public:
  CsvReader(std::string_view text, char separator) : text_(text), separator_(separator) {}

  base::Result<void, CsvError> read(const std::function<bool(Row&&)>& take) {
    while (at_ < text_.size()) {
      Row row;
      row.line = line_;
      row.cells.reserve(columns_);
      if (!read_row(row)) return base::fail(CsvError::malformed, std::move(problem_));
      columns_ = row.cells.size();
      if (!take(std::move(row))) break;
    }
    return {};
  }

 private:
  [[nodiscard]] bool at_end() const { return at_ >= text_.size(); }
  [[nodiscard]] bool at_line_end() const { return at_end() || text_[at_] == '\n' || text_[at_] == '\r'; }

  bool fail(std::size_t line, std::string_view what) {
    problem_ = fmt::format("第 {} 行：{}", line, what);
    return false;
  }

  bool read_row(Row& row) {
    for (;;) {
      std::string cell;
      const bool quoted = !at_end() && text_[at_] == '"';
      if (quoted ? !read_quoted(cell) : !read_plain(cell)) return false;
      row.cells.push_back(std::move(cell));
      if (row.cells.size() > kMaxTableColumns) return fail(row.line, fmt::format("超过 {} 列", kMaxTableColumns));
      if (at_line_end()) return end_line(), true;
      ++at_;   // the separator
    }
  }

  bool read_plain(std::string& cell) {
    const std::size_t from = at_;
    while (!at_line_end() && text_[at_] != separator_) ++at_;
    cell = text_.substr(from, at_ - from);
    return true;
  }

  // RFC 4180 section 2, rules 5 to 7.
  bool read_quoted(std::string& cell) {
    const std::size_t opened = line_;
    for (++at_; !at_end(); ++at_) {
      const char c = text_[at_];
      const bool doubled = c == '"' && at_ + 1 < text_.size() && text_[at_ + 1] == '"';
      if (c == '"' && !doubled) return close_quote();
      if (doubled) ++at_;
      if (c == '\n') ++line_;
      cell += c;
    }
    return fail(opened, "这里有一个双引号，到文件末尾都没有配对；请补上或删去");
  }

  bool close_quote() {
    ++at_;
    while (!at_end() && text_[at_] == ' ') ++at_;
    return at_line_end() || text_[at_] == separator_ || fail(line_, "双引号后面还有文字；单元格里的双引号要写两个（\"\"）");
  }

  void end_line() {
    if (!at_end() && text_[at_] == '\r') ++at_;
    if (!at_end() && text_[at_] == '\n') ++at_;
    ++line_;
  }

  std::string_view text_;
  char separator_;
  std::size_t at_ = 0, line_ = 1, columns_ = 0;
  std::string problem_;
};

}  // namespace

char guess_separator(std::string_view text) {
  constexpr std::array<char, 3> kSeparators{',', ';', '\t'};
  std::array<std::size_t, 3> counts{};
  bool quoted = false;
  for (const char c : text.substr(0, kGuessBytes)) {
    if (c == '"') quoted = !quoted;
    const auto found = std::ranges::find(kSeparators, c);
    if (!quoted && found != kSeparators.end()) ++counts[static_cast<std::size_t>(found - kSeparators.begin())];
  }
  return kSeparators[static_cast<std::size_t>(std::ranges::max_element(counts) - counts.begin())];
}

base::Result<void, CsvError> read_csv(std::string_view text, char separator, const std::function<bool(Row&&)>& row) {
  return CsvReader(text, separator).read(row);
}

}  // namespace openday::roster_io
