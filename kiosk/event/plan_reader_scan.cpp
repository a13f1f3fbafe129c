#include <algorithm>

#include <fmt/format.h>

#include "kiosk/base/utf8.h"
#include "kiosk/event/plan_reader_node.h"

namespace openday::event {
namespace {

// The TOML library recurses once a nesting level and frees its tables the same way, so a short file of ten thousand brackets or
// a key of ten thousand names would end in a stack overflow. This walks the text as TOML 1.0 cuts it into strings, comments and
// the rest, and only counts. It stays in step with the library as far as the text is well-formed; beyond that the library stops.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  tl::expected<void, SyntaxError> run() {
    while (at_ < text_.size()) {
      if (text_[at_] == '\0') return refuse("a NUL byte; a plan is text");
      if (static_cast<unsigned char>(text_[at_]) >= 0x80 && !is_byte_order_mark()) return refuse(outside_quotes());
      if (nameless_header()) return refuse("a [ without a table's name after it");
      step();
      if (depth_ > kMaxDepth) return refuse(fmt::format("brackets nested deeper than {} levels", kMaxDepth));
      if (dots_ > kMaxDepth) return refuse(fmt::format("more than {} names in one dotted key", kMaxDepth));
    }
    return {};
  }

 private:
  void step() {
    const char c = text_[at_];
    if (c == '"' || c == '\'') return skip_string(c);
    if (c == '#') return skip_comment();
    if (c == '[' || c == '{') ++depth_;
    if ((c == ']' || c == '}') && depth_ > 0) --depth_;
    if (c == '.') ++dots_;
    if (c == '=' || c == ',' || c == '\n') dots_ = 0;
    advance();
  }

  [[nodiscard]] bool is_byte_order_mark() const { return at_ < 3 && text_.starts_with("\xEF\xBB\xBF"); }

  // TOML has ASCII only outside of texts and comments. Full-width marks are the usual slip; the library's own test for them
  // leaves its tables.
  [[nodiscard]] std::string outside_quotes() const {
    return fmt::format("{} stands outside of quotes; expected texts in \"...\" and the marks = , [ ] in their ASCII form", base::first_code_points(text_.substr(at_), 1));
  }

  // The library takes it for granted (an assertion that a release build compiles into an assumption) that a name follows.
  [[nodiscard]] bool nameless_header() const {
    const bool line_begins = depth_ == 0 && text_[at_] == '[' && text_.substr(line_, at_ - line_).find_first_not_of(" \t") == std::string_view::npos;
    if (!line_begins) return false;
    std::size_t next = at_ + (text_.substr(at_).starts_with("[[") ? 2 : 1);
    while (next < text_.size() && (text_[next] == ' ' || text_[next] == '\t')) ++next;
    if (next >= text_.size()) return true;
    const char c = text_[next];
    const bool name = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '"' || c == '\'';
    return !name;
  }

  void skip_comment() {
    while (at_ < text_.size() && text_[at_] != '\n') advance();
  }

  void skip_string(char quote) {
    const std::string three(3, quote);
    const bool multi_line = text_.substr(at_).starts_with(three);
    skip(multi_line ? 3 : 1);
    while (at_ < text_.size()) {
      if (!multi_line && text_[at_] == '\n') return;
      if (quote == '"' && text_[at_] == '\\') {
        skip(2);
      } else if (multi_line ? text_.substr(at_).starts_with(three) : text_[at_] == quote) {
        return close_string(quote, multi_line);
      } else {
        advance();
      }
    }
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

  [[nodiscard]] tl::unexpected<SyntaxError> refuse(std::string what) const {
    return tl::unexpected(SyntaxError{position_, std::move(what)});
  }

  std::string_view text_;
  std::size_t at_ = 0, line_ = 0;   // line_: where the present line begins
  Position position_;
  int depth_ = 0, dots_ = 0;
};

Position first_ill_formed(std::string_view text) {
  Position at;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
    const std::string_view line = text.substr(0, end);
    if (!base::is_utf8(line)) {
      std::size_t whole = line.size();
      while (!base::is_utf8(line.substr(0, whole))) --whole;
      at.column = static_cast<unsigned>(base::count_code_points(line.substr(0, whole)) + 1);
      return at;
    }
    text.remove_prefix(end);
    ++at.line;
  }
  return at;
}

}  // namespace

tl::expected<void, SyntaxError> scan_toml(std::string_view text, std::size_t limit) {
  if (text.size() > limit) {
    return tl::unexpected(SyntaxError{{}, fmt::format("{} bytes; expected at most {}", text.size(), limit)});
  }
  if (!base::is_utf8(text)) {
    return tl::unexpected(SyntaxError{first_ill_formed(text), "not UTF-8; save the file as UTF-8 (in Notepad: encoding UTF-8)"});
  }
  return Scanner(text).run();
}

}  // namespace openday::event
