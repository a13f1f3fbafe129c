#include "kiosk/text/whole_name.h"

#include <gtest/gtest.h>

#include "tests/text/text_fixture.h"

namespace openday::text {
namespace {

bool whole(std::string_view typed, std::string_view name) {
  static const std::shared_ptr<const Readings> once = built_readings();
  return is_whole_name(typed, name, *once);
}

TEST(WholeName, is_the_name_in_hanzi_in_full_pinyin_or_mixed) {
  EXPECT_TRUE(whole("王小明", "王小明"));
  EXPECT_TRUE(whole("wangxiaoming", "王小明"));
  EXPECT_TRUE(whole("Wang Xiao Ming", "王小明"));
  EXPECT_TRUE(whole("王xiao明", "王小明"));
}

TEST(WholeName, is_no_part_no_beginning_and_no_initials_of_it) {
  for (const char* typed : {"", "王", "王小", "小明", "wxm", "wang xiao m", "wangxiaomin", "王小明明", "wangxiaomingg", "1234"}) EXPECT_FALSE(whole(typed, "王小明")) << typed;
}

TEST(WholeName, takes_every_reading_of_a_heteronym_and_that_of_the_surname) {
  EXPECT_TRUE(whole("shan xiong xin", "单雄信"));
  EXPECT_TRUE(whole("danxiongxin", "单雄信"));
  EXPECT_TRUE(whole("zengguoqiang", "曾国强"));
  EXPECT_FALSE(whole("sengguoqiang", "曾国强"));
}

TEST(WholeName, of_two_parts_is_both_with_or_without_the_dot) {
  EXPECT_TRUE(whole("阿依古丽·买买提", "阿依古丽·买买提"));
  EXPECT_TRUE(whole("阿依古丽买买提", "阿依古丽·买买提"));
  EXPECT_TRUE(whole("ayiguli maimaiti", "阿依古丽·买买提"));
  EXPECT_FALSE(whole("阿依古丽", "阿依古丽·买买提"));
}

TEST(WholeName, in_latin_letters_is_every_letter) {
  EXPECT_TRUE(whole("anna smith", "Anna Smith"));
  EXPECT_FALSE(whole("a s", "Anna Smith"));
}

TEST(WholeName, without_readings_is_still_known_in_hanzi) {
  const Readings none = Readings::letters_only();
  EXPECT_TRUE(is_whole_name("王小明", "王小明", none));
  EXPECT_FALSE(is_whole_name("wangxiaoming", "王小明", none));
  EXPECT_TRUE(is_whole_name("anna smith", "Anna Smith", none));
}

}  // namespace
}  // namespace openday::text
