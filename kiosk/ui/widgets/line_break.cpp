#include "kiosk/ui/widgets/line_break.h"

#include <algorithm>

namespace openday::ui {
namespace {

constexpr std::u32string_view kNotAtBegin = U"，。、！？：；）》〉」』】〕”’…—～·,.!?:;)%]}″′";
constexpr std::u32string_view kNotAtEnd = U"（《〈「『【〔“‘([{";
constexpr std::u32string_view kHalfBlank = U"，。、：；！？）》」』】";
constexpr std::u32string_view kOpening = U"（《「『【";

bool contains(std::u32string_view set, char32_t c) { return set.find(c) != std::u32string_view::npos; }
bool is_blank(char32_t c) { return c == U' ' || c == U'\u3000' || c == U'\n'; }
bool is_word(char32_t c) { return (c >= U'0' && c <= U'9') || (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z') || (c >= 0xC0 && c < 0x250) ||
                                  c == U'-' || c == U'\u2013' || c == U'/' || c == U'_' || c == U'+' || c == U'#' || c == U'@' || c == U'\'' || c == U'\u2019'; }

// May a line end between text[i - 1] and text[i]?
bool breakable(std::u32string_view text, std::size_t i) {
  const char32_t before = text[i - 1], after = text[i];
  if (is_blank(before)) return !is_blank(after);
  if (is_blank(after)) return false;
  if (may_not_begin_line(after) || may_not_end_line(before)) return false;
  if (contains(U".,:;!?%)", before) && is_word(after)) return false;
  return !(is_word(before) && is_word(after));
}

}  // namespace

bool may_not_begin_line(char32_t c) { return contains(kNotAtBegin, c); }
bool may_not_end_line(char32_t c) { return contains(kNotAtEnd, c); }
bool is_half_blank_mark(char32_t c) { return contains(kHalfBlank, c); }
bool is_opening_mark(char32_t c) { return contains(kOpening, c); }

std::vector<Line> break_lines(std::u32string_view text, std::span<const float> advances, float width) {
  std::vector<Line> lines;
  const auto close = [&](std::size_t begin, std::size_t end) {
    while (end > begin && is_blank(text[end - 1])) --end;
    lines.push_back({begin, end});
  };
  std::size_t begin = 0, last_break = 0;
  float used = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == U'\n') {
      close(begin, i);
      begin = last_break = i + 1;
      used = 0;
      continue;
    }
    if (i > begin && breakable(text, i)) last_break = i;
    const float ink = is_half_blank_mark(text[i]) ? advances[i] / 2 : is_blank(text[i]) ? 0 : advances[i];
    if (used + ink > width && i > begin) {
      const std::size_t at = last_break > begin ? last_break : i;
      close(begin, at);
      begin = last_break = at;
      while (begin < text.size() && text[begin] == U' ') ++begin;
      if (begin > i) i = begin;
      used = 0;
      for (std::size_t k = begin; k < i && k < text.size(); ++k) used += advances[k];
      if (i >= text.size()) break;
      if (i < begin) i = begin;
    }
    used += advances[i];
  }
  if (begin < text.size() || lines.empty()) close(begin, text.size());
  return lines;
}

}  // namespace openday::ui
