#include "kiosk/ui/widgets/line_break.h"

#include <gtest/gtest.h>

#include "kiosk/base/utf8.h"

namespace openday::ui {
namespace {

// Every character one unit wide; the lines as texts.
std::vector<std::string> broken(const std::string& text, float width) {
  const std::u32string points = base::to_code_points(text);
  const std::vector<float> advances(points.size(), 1.0f);
  std::vector<std::string> lines;
  for (const Line& line : break_lines(points, advances, width)) lines.push_back(base::to_utf8(points.substr(line.begin, line.end - line.begin)));
  return lines;
}

using Lines = std::vector<std::string>;

TEST(LineBreak, breaks_between_hanzi_at_the_width) { EXPECT_EQ(broken("看植绿增绿项目", 4), (Lines{"看植绿增", "绿项目"})); }
TEST(LineBreak, begins_no_line_with_a_comma) { EXPECT_EQ(broken("现场交流，提意见", 4), (Lines{"现场交", "流，提意", "见"})); }
TEST(LineBreak, lets_a_mark_hang_half_over_the_end) { EXPECT_EQ(broken("现场交流，提意见", 4.5f), (Lines{"现场交流，", "提意见"})); }
TEST(LineBreak, ends_no_line_with_an_opening_mark) { EXPECT_EQ(broken("再写几句（可不填）", 5), (Lines{"再写几句", "（可不填）"})); }
TEST(LineBreak, keeps_words_and_numbers_together) { EXPECT_EQ(broken("Hold it still", 8), (Lines{"Hold it", "still"})); }
TEST(LineBreak, breaks_a_word_longer_than_the_line) { EXPECT_EQ(broken("abcdefgh", 3), (Lines{"abc", "def", "gh"})); }
TEST(LineBreak, ends_a_line_at_a_newline) { EXPECT_EQ(broken("非常\n满意", 9), (Lines{"非常", "满意"})); }
TEST(LineBreak, gives_one_empty_line_for_nothing) { EXPECT_EQ(broken("", 9), (Lines{""})); }

}  // namespace
}  // namespace openday::ui
