#include "kiosk/event/opinion.h"

#include <chrono>

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "kiosk/base/utf8.h"

namespace openday::event {
namespace {

std::string repeat(std::string_view text, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += text;
  return out;
}

const std::string kFamily = "👨\u200D👩\u200D👧\u200D👦";   // seven code points, one character

TEST(OpinionText, an_ordinary_text_stays_as_it_is) {
  const std::string text = "建议登记中心周六上午也能办理，㛃𬀩堃 😀 " + kFamily + "\n第二行";
  const CleanText clean = clean_text(text);
  EXPECT_EQ(clean.text, text);
  EXPECT_FALSE(clean.shortened);
}

TEST(OpinionText, is_composed_and_trimmed) {
  EXPECT_EQ(clean_text("  Zoe\u0301 　\n").text, "Zoé");
  EXPECT_EQ(clean_text("Zoe\u0301 ", 500, Edges::keep).text, "Zoé ");
}

TEST(OpinionText, controls_and_what_turns_the_line_around_are_dropped) {
  EXPECT_EQ(clean_text("a\u202Eb\u2066c\u2069\u200B\uFEFFd\x07\x1B[31m").text, "abcd[31m");
  EXPECT_EQ(clean_text("سلام عليكم").text, "سلام عليكم");
  EXPECT_EQ(clean_text("می\u200Cخواهم").text, "می\u200Cخواهم");   // a joiner that belongs to the word
  EXPECT_EQ(clean_text("好\xFF\xC0的").text, "好的");
}

TEST(OpinionText, line_ends_are_one_kind_and_few) {
  EXPECT_EQ(clean_text("一\r\n二\r三\u2028四").text, "一\n二\n三\n四");
  EXPECT_EQ(clean_text("一\n\n\n\n\n二").text, "一\n\n二");
  const std::string many = clean_text(repeat("行\n", 200), 500).text;
  EXPECT_LT(std::count(many.begin(), many.end(), '\n'), static_cast<std::ptrdiff_t>(kMaxLines));
}

TEST(OpinionText, the_cut_is_said_and_never_goes_through_a_character) {
  const CleanText clean = clean_text(repeat("登", 499) + kFamily, 500);
  EXPECT_EQ(clean.text, repeat("登", 499));
  EXPECT_TRUE(clean.shortened);
  EXPECT_EQ(clean_text(repeat("登", 493) + kFamily, 500).text, repeat("登", 493) + kFamily);
  EXPECT_EQ(clean_text("🇨🇳🇨🇳", 3).text, "🇨🇳");
  EXPECT_EQ(base::count_code_points(clean_text("x" + repeat("\u0338", 900), 500).text), 500u);   // one endless character
}

TEST(OpinionText, a_text_of_exactly_the_limit_is_not_shortened) {
  EXPECT_FALSE(clean_text(repeat("登", 500), 500).shortened);
  EXPECT_FALSE(clean_text(repeat("登", 500) + "\n  ", 500).shortened);
  EXPECT_TRUE(clean_text(repeat("登", 501), 500).shortened);
}

TEST(OpinionText, a_megabyte_is_cut_and_said) {
  const CleanText clean = clean_text(repeat("登记", 180'000), 500);
  EXPECT_EQ(base::count_code_points(clean.text), 500u);
  EXPECT_TRUE(clean.shortened);
  EXPECT_TRUE(clean_text(repeat("\x01", 1u << 20) + "a", 500).text.empty());
}

TEST(OpinionText, the_last_character_goes_whole) {
  EXPECT_EQ(without_last_character("好" + kFamily), "好");
  EXPECT_EQ(without_last_character("Zoe\u0301"), "Zo");
  EXPECT_EQ(without_last_character("𬀩"), "");
  EXPECT_EQ(without_last_character(""), "");
}

TEST(OpinionText, any_bytes_become_a_bounded_stable_text) {
  rc::check([](const std::string& text) {
    const auto limit = static_cast<std::size_t>(*rc::gen::inRange(1, 60));
    const CleanText clean = clean_text(text, limit);
    RC_ASSERT(base::is_utf8(clean.text));
    RC_ASSERT(base::count_code_points(clean.text) <= limit);
    RC_ASSERT(clean_text(clean.text, limit).text == clean.text);
    const std::string shorter = without_last_character(clean.text);
    RC_ASSERT(clean.text.empty() || (shorter.size() < clean.text.size() && clean.text.starts_with(shorter)));
  });
}

}  // namespace
}  // namespace openday::event
