#include "kiosk/event/person_name.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "kiosk/base/utf8.h"

namespace openday::event {
namespace {

TEST(PersonName, every_separator_between_hanzi_becomes_the_middle_dot) {
  for (const char* separator : {"·", "•", "‧", "・", "･", "\u0387", ".", "．", " · ", " ."})
    EXPECT_EQ(normalise_name(std::string("阿依古丽") + separator + "买买提"), "阿依古丽·买买提") << separator;
}

TEST(PersonName, separators_elsewhere_stay) {
  EXPECT_EQ(normalise_name("J. Smith"), "J. Smith");
  EXPECT_EQ(normalise_name("王小明."), "王小明.");
}

TEST(PersonName, white_space_is_trimmed_and_folded_and_padding_between_hanzi_dropped) {
  EXPECT_EQ(normalise_name(" \t王　明\u200B\r\n"), "王明");
  EXPECT_EQ(normalise_name("Anna \u00A0 Smith"), "Anna Smith");
  EXPECT_EQ(normalise_name("　"), "");
}

TEST(PersonName, is_composed_and_keeps_variation_selectors_and_rare_characters) {
  EXPECT_EQ(normalise_name("Zoe\u0301"), "Zoé");
  EXPECT_EQ(normalise_name("葛\U000E0100"), "葛\U000E0100");
  EXPECT_EQ(normalise_name("王㛃𬀩堃"), "王㛃𬀩堃");
  EXPECT_EQ(normalise_name("\U0002EBF0"), "\U0002EBF0");   // extension I, newer than ICU 72
}

TEST(PersonName, private_use_of_old_tables_becomes_unicode) {
  EXPECT_EQ(normalise_name("王\uE81E\uE864"), "王\u9FB4\u9FBB");
  EXPECT_EQ(from_gb18030_private_use(0xE78E), 0xFE12u);
  EXPECT_EQ(from_gb18030_private_use(0xE000), 0xE000u);
}

TEST(PersonName, normal_form_is_stable_for_any_text) {
  EXPECT_TRUE(rc::check([](const std::u32string& text) {
    const std::string once = normalise_name(base::to_utf8(text));
    RC_ASSERT(base::is_utf8(once));
    RC_ASSERT(normalise_name(once) == once);
  }));
  EXPECT_EQ(normalise_name("a\xff"), "a\uFFFD");
}

TEST(PersonName, mask_shows_the_surname_only) {
  EXPECT_EQ(mask_name("王小明"), "王＊＊");
  EXPECT_EQ(mask_name("王明"), "王＊");
  EXPECT_EQ(mask_name("欧阳明溪"), "欧阳＊＊");
  EXPECT_EQ(mask_name("欧阳"), "欧＊");          // a surname 欧 with the name 阳
  EXPECT_EQ(mask_name("诸葛亮"), "诸葛＊");
  EXPECT_EQ(mask_name("李𬀩"), "李＊");
  EXPECT_EQ(mask_name("葛\U000E0100明"), "葛\U000E0100＊");
}

TEST(PersonName, mask_shows_the_first_character_of_each_part) {
  EXPECT_EQ(mask_name("阿依古丽·买买提"), "阿＊＊·买＊＊");
  EXPECT_EQ(mask_name("阿依古丽•买买提"), "阿＊＊·买＊＊");
  EXPECT_EQ(mask_name("Anna Smith"), "A＊＊ S＊＊");
}

TEST(PersonName, mask_of_one_character_or_none) {
  EXPECT_EQ(mask_name("丹"), "丹＊");
  EXPECT_EQ(mask_name("  "), "");
}

TEST(PersonName, mask_never_shows_a_whole_name) {
  EXPECT_TRUE(rc::check([](const std::u32string& text) {
    const std::string name = normalise_name(base::to_utf8(text));
    RC_PRE(!name.empty() && name != "·");
    RC_ASSERT((mask_name(name) != name || name.find("＊") != std::string::npos || name.find_first_not_of(" \xC2\xB7") == std::string::npos));
  }));
}

TEST(PersonName, mask_of_phones) {
  EXPECT_EQ(mask_phone("13812345678"), "138****5678");
  EXPECT_EQ(mask_phone("5678"), "****5678");
  EXPECT_EQ(mask_phone("0519-8123456"), "****3456");
  EXPECT_EQ(mask_phone("12"), "****12");
  EXPECT_EQ(mask_phone(""), "****");
}

}  // namespace
}  // namespace openday::event
