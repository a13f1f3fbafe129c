// Where a line of mixed Chinese and Latin text may end (a subset of Unicode UAX 14 and of CLREQ's rules for punctuation).
#pragma once

#include <span>
#include <string_view>
#include <vector>

namespace openday::ui {

struct Line {
  std::size_t begin = 0, end = 0;  // code points; blanks at the end are not part of it
};

[[nodiscard]] bool may_not_begin_line(char32_t c);  // ，。、！？：；）》 and their like
[[nodiscard]] bool may_not_end_line(char32_t c);    // （《“ and their like
[[nodiscard]] bool is_half_blank_mark(char32_t c);  // full-width marks whose right half is blank
[[nodiscard]] bool is_opening_mark(char32_t c);     // full-width marks whose left half is blank

// Greedy: as many as `width` holds in each line. A single piece wider than the line is broken where it must.
// `advances` in any unit, one for each code point. "\n" ends a line.
[[nodiscard]] std::vector<Line> break_lines(std::u32string_view text, std::span<const float> advances, float width);

}  // namespace openday::ui
