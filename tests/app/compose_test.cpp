#include "kiosk/app/compose.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "kiosk/base/utf8.h"

namespace openday::app {
namespace {

TEST(Compose, phrases_become_one_sentence) {
  Compose text;
  text.add_phrase("窗口排队时间太长");
  text.add_phrase("建议周末也能办理登记");
  EXPECT_EQ(text.text(), "窗口排队时间太长，建议周末也能办理登记");
  EXPECT_EQ(text.count(), 19u);
}

TEST(Compose, a_phrase_after_a_mark_takes_no_comma) {
  Compose text;
  text.type("我同意。");
  text.add_phrase("希望公开办理进度");
  EXPECT_EQ(text.text(), "我同意。希望公开办理进度");
}

TEST(Compose, erasing_takes_the_last_phrase_whole_and_typed_words_by_character) {
  Compose text;
  text.add_phrase("窗口太少");
  text.add_phrase("建议增加");
  text.type("两👨\u200D👩\u200D👧");
  text.erase();
  EXPECT_EQ(text.text(), "窗口太少，建议增加两");
  text.erase();
  text.erase();
  EXPECT_EQ(text.text(), "窗口太少");
  text.erase();
  EXPECT_TRUE(text.empty());
  text.erase();
  EXPECT_TRUE(text.empty());
}

TEST(Compose, a_phrase_that_was_nibbled_at_goes_by_character) {
  Compose text;
  text.add_phrase("窗口太少");
  text.type("了");
  text.erase();
  text.type("了");
  text.erase();
  text.erase();
  EXPECT_EQ(text.text(), "");
}

TEST(Compose, clearing_needs_a_second_tap_in_a_row) {
  Compose text;
  text.type("写了很久");
  text.clear();
  EXPECT_TRUE(text.clear_armed());
  EXPECT_EQ(text.text(), "写了很久");
  text.type("的");
  text.clear();
  EXPECT_EQ(text.text(), "写了很久的");
  text.clear();
  EXPECT_TRUE(text.empty());
  text.clear();
  EXPECT_FALSE(text.clear_armed());
}

TEST(Compose, what_does_not_fit_is_said) {
  Compose text(10);
  text.type("一二三四五六七八");
  EXPECT_FALSE(text.full());
  text.add_phrase("窗口太少");
  EXPECT_TRUE(text.full());
  EXPECT_EQ(text.text(), "一二三四五六七八");   // no half of a phrase
  text.type("九十十一");
  EXPECT_TRUE(text.full());
  EXPECT_EQ(text.text(), "一二三四五六七八九十");
  text.erase();
  EXPECT_FALSE(text.full());
}

TEST(Compose, a_megabyte_in_pieces_is_cut_and_said) {
  Compose text(500);
  for (int i = 0; i < 34'000; ++i) text.type("abcdefghijklmnopqrstuvwxyz 1234");
  EXPECT_EQ(text.count(), 500u);
  EXPECT_TRUE(text.full());
}

TEST(Compose, one_line_stays_one_line) {
  Compose text(80, true);
  text.type("宁朔县\n人民路");
  text.new_line();
  EXPECT_EQ(text.text(), "宁朔县 人民路");
}

TEST(Compose, any_doing_keeps_it_well_formed_and_within_its_limit) {
  rc::check([] {
    Compose text(static_cast<std::size_t>(*rc::gen::inRange(1, 40)));
    for (int i = *rc::gen::inRange(0, 30); i > 0; --i) {
      switch (*rc::gen::inRange(0, 6)) {
        case 0: text.type(*rc::gen::arbitrary<std::string>()); break;
        case 1: text.type(*rc::gen::element<std::string>("e\u0301", "👨\u200D👩", "سلام", "🇨🇳", "登记", "\u0301")); break;
        case 2: text.add_phrase("窗口太少"); break;
        case 3: text.erase(); break;
        case 4: text.new_line(); break;
        default: text.clear(); break;
      }
      RC_ASSERT(base::is_utf8(text.text()));
      RC_ASSERT(text.count() <= text.limit());
    }
  });
}

}  // namespace
}  // namespace openday::app
