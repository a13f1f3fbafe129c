#include "kiosk/base/toml_scan.h"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "kiosk/base/utf8.h"

namespace openday::base {
namespace {

struct Position {
  unsigned line = 1, column = 1;
};

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::string_view kBlanks = " \t\r\n\v\f";

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_ascii(char c) { return static_cast<unsigned char>(c) < 0x80; }

// The library tests these for white space with a table that has no row for them; it only asks outside of texts (where they are
// refused anyway) and at the begin of a line that a backslash joins to the one before.
bool has_no_row(char32_t c) { return (c >= 0xA0 && c < 0x49A) || (c >= 0x2C5E && c < 0x3058) || (c >= 0xFB26 && c <= 0xFEFF); }

// This walks the text as TOML 1.0 cuts it into strings, comments and the rest. It stays in step with the library as far as the
// text is well-formed; where it is not, either this refuses or the library stops before the two can differ.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {
    if (text_.starts_with(kByteOrderMark)) text_.remove_prefix(kByteOrderMark.size());
  }

  std::optional<TomlSlip> run() {
    while (at_ < text_.size() && problem_.empty()) {
      problem_ = objection();
      if (problem_.empty()) step();
    }
    if (problem_.empty()) return std::nullopt;
    return TomlSlip{position_.line, position_.column, std::move(problem_)};
  }

 private:
  [[nodiscard]] std::string objection() {
    const char c = text_[at_];
    number_ = number_ ? !ends_number() : begins_number();
    if (c == '\0') return "a NUL byte; the file must be text";
    if (!is_ascii(c)) return outside_quotes();
    if (number_ && c == ' ' && (at_ + 2 >= text_.size() || !is_digit(text_[at_ + 2]))) return "an hour of one digit; expected two";
    if (number_ && (c == '"' || c == '\'')) return "a quote inside a number; expected a comma or the end of the line before it";
    if (begins_header() && !named_header()) return "a [ without a table's name after it";
    if ((c == ']' && !opened_by("[h")) || (c == '}' && !opened_by("{"))) return fmt::format("a {} that closes nothing", c);
    if (std::ssize(open_) > kMaxTomlDepth) return fmt::format("brackets nested deeper than {} levels", kMaxTomlDepth);
    if (dots_ > kMaxTomlDepth) return fmt::format("more than {} names in one dotted key", kMaxTomlDepth);
    return {};
  }

  void step() {
    const char c = text_[at_];
    if (c == '#') return skip_comment();
    if (c == '[') open_ += begins_header() || (last_ == '[' && opened_by("h")) ? kHeader : '[';
    if (c == '{') open_ += '{';
    if (c == ']' || c == '}') open_.pop_back();
    if (c == '.') ++dots_;
    if (c == '=' || c == ',' || c == '\n') dots_ = 0;
    if (kBlanks.find(c) == kBlanks.npos) last_ = c;
    if (c == '"' || c == '\'') return skip_string(c);
    advance();
  }

  [[nodiscard]] bool opened_by(std::string_view among) const { return !open_.empty() && among.find(open_.back()) != among.npos; }

  // The library looks ahead from the first digit or sign of a value to its end without regard to quotes and brackets.
  [[nodiscard]] bool begins_number() const {
    const bool value = last_ == '=' || (opened_by("[") && (last_ == '[' || last_ == ','));
    return value && (is_digit(text_[at_]) || text_[at_] == '+' || text_[at_] == '-');
  }
  [[nodiscard]] bool ends_number() const {
    const char c = text_[at_];
    if (c == ' ') return at_ + 1 >= text_.size() || !is_digit(text_[at_ + 1]);   // the hour after a date
    return kBlanks.find(c) != kBlanks.npos || c == ',' || c == ']' || c == '}' || c == '#';
  }

  // TOML has ASCII only outside of texts and comments. Full-width marks are the usual slip.
  [[nodiscard]] std::string outside_quotes() const {
    return fmt::format("{} stands outside of quotes; expected texts in \"...\" and the marks = , [ ] in their ASCII form", here());
  }
  [[nodiscard]] std::string_view here() const { return first_code_points(text_.substr(at_), 1); }

  [[nodiscard]] bool begins_header() const {
    return open_.empty() && text_[at_] == '[' && text_.substr(line_, at_ - line_).find_first_not_of(" \t") == text_.npos;
  }
  // The library takes it for granted that a name follows.
  [[nodiscard]] bool named_header() const {
    std::size_t next = at_ + (text_.substr(at_).starts_with("[[") ? 2 : 1);
    while (next < text_.size() && (text_[next] == ' ' || text_[next] == '\t')) ++next;
    if (next >= text_.size()) return false;
    const char c = text_[next];
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c) || c == '_' || c == '-' || c == '"' || c == '\'';
  }

  void skip_comment() {
    while (at_ < text_.size() && text_[at_] != '\n') advance();
  }

  void skip_string(char quote) {
    const std::string three(3, quote);
    const bool multi_line = text_.substr(at_).starts_with(three);
    skip(multi_line ? 3 : 1);
    while (at_ < text_.size() && problem_.empty()) {
      if (!multi_line && text_[at_] == '\n') return;
      if (quote == '"' && text_[at_] == '\\') {
        skip_escape(multi_line);
      } else if (multi_line ? text_.substr(at_).starts_with(three) : text_[at_] == quote) {
        return close_string(quote, multi_line);
      } else {
        advance();
      }
    }
  }

  void skip_escape(bool multi_line) {
    advance();
    const std::size_t first = at_;
    if (multi_line) skip_any(" \t");
    if (at_ < text_.size() && !is_ascii(text_[at_])) {
      problem_ = fmt::format("{} after a \\; expected one of b t n f r \" \\ u U, or the end of the line", here());
      return;
    }
    if (multi_line && at_ < text_.size() && (text_[at_] == '\n' || text_[at_] == '\r')) return join_lines();
    if (at_ == first) skip(1);
  }

  void join_lines() {
    skip_any(" \t\r\n");
    if (at_ < text_.size() && !is_ascii(text_[at_]) && has_no_row(to_code_points(here()).front())) {
      problem_ = fmt::format("{} begins a line that a \\ joins to the one before; move it to the end of that line", here());
    }
  }

  void skip_any(std::string_view among) {
    while (at_ < text_.size() && among.find(text_[at_]) != among.npos) advance();
  }

  // A multi-line string may end in up to two quotes of its own before the closing three.
  void close_string(char quote, bool multi_line) {
    skip(multi_line ? 3 : 1);
    for (int own = 0; multi_line && own < 2 && at_ < text_.size() && text_[at_] == quote; ++own) advance();
  }

  void skip(std::size_t count) {
    for (; count > 0 && at_ < text_.size(); --count) advance();
  }

  void advance() {
    if (text_[at_] == '\n') {
      ++position_.line;
      position_.column = 1;
      line_ = at_ + 1;
    } else if ((static_cast<unsigned char>(text_[at_]) & 0xC0) != 0x80) {
      ++position_.column;
    }
    ++at_;
  }

  static constexpr char kHeader = 'h';   // in open_: a bracket of a table's header, where names stand and no values

  std::string_view text_;
  std::size_t at_ = 0, line_ = 0;   // line_: where the present line begins
  Position position_;
  std::string open_, problem_;
  int dots_ = 0;
  char last_ = '\n';               // the last mark outside of comments that is not blank
  bool number_ = false;
};

Position first_ill_formed(std::string_view text) {
  Position at;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
    const std::string_view line = text.substr(0, end);
    if (!is_utf8(line)) {
      std::size_t whole = line.size();
      while (!is_utf8(line.substr(0, whole))) --whole;
      at.column = static_cast<unsigned>(count_code_points(line.substr(0, whole)) + 1);
      return at;
    }
    text.remove_prefix(end);
    ++at.line;
  }
  return at;
}

}  // namespace

std::optional<TomlSlip> scan_toml(std::string_view text, std::size_t limit) {
  if (text.size() > limit) return TomlSlip{1, 1, fmt::format("{} bytes; expected at most {}", text.size(), limit)};
  if (!is_utf8(text)) {
    const Position at = first_ill_formed(text);
    return TomlSlip{at.line, at.column, "not UTF-8; save the file as UTF-8 (in Notepad: encoding UTF-8)"};
  }
  return Scanner(text).run();
}

}  // namespace openday::base
