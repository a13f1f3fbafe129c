#include "kiosk/roster_io/text_encoding.h"

#include <gtest/gtest.h>

namespace openday::roster_io {
namespace {

TEST(TextEncoding, utf8_with_and_without_its_mark_is_itself) {
  for (const char* bytes : {"姓名𬀩\n", "\xEF\xBB\xBF姓名𬀩\n"}) {
    const auto text = decode_text(bytes);
    ASSERT_TRUE(text);
    EXPECT_EQ(text->text, "姓名𬀩\n");
    EXPECT_EQ(text->encoding, "UTF-8");
  }
}

TEST(TextEncoding, other_bytes_are_gb18030_by_its_2022_mapping) {
  const auto text = decode_text("\xD0\xD5\xC3\xFB\xFE\x59\xA6\xD9\n");   // 姓名, then two that older tables leave in private use
  ASSERT_TRUE(text);
  EXPECT_EQ(text->text, "姓名\u9FB4\uFE10\n");
  EXPECT_EQ(text->encoding, "GB 18030");
}

TEST(TextEncoding, all_18_private_use_code_points_of_old_tables_become_unicode) {
  const auto text = decode_text("\uE81E\uE826\uE82B\uE82C\uE832\uE843\uE854\uE864\uE78D\uE78E\uE78F\uE790\uE791\uE792\uE793\uE794\uE795\uE796");
  EXPECT_EQ(text->text, "\u9FB4\u9FB5\u9FB6\u9FB7\u9FB8\u9FB9\u9FBA\u9FBB\uFE10\uFE12\uFE11\uFE13\uFE14\uFE15\uFE16\uFE17\uFE18\uFE19");
}

TEST(TextEncoding, utf16_with_its_mark_is_read_in_both_byte_orders) {
  for (const std::string& bytes : {std::string("\xFF\xFE\xD3\x59\x0D\x54", 6), std::string("\xFE\xFF\x59\xD3\x54\x0D", 6)}) {
    const auto text = decode_text(bytes);
    ASSERT_TRUE(text);
    EXPECT_EQ(text->text, "姓名");
    EXPECT_EQ(text->encoding, "UTF-16");
  }
}

TEST(TextEncoding, utf16_without_a_mark_or_torn_is_refused_with_the_way_to_save_it) {
  for (const std::string& bytes : {std::string("n\0a\0m\0e\0", 8), std::string("\xFF\xFE\x00\xD8,\0", 6)}) {
    const auto text = decode_text(bytes);
    ASSERT_FALSE(text);
    EXPECT_NE(text.error().what.find("CSV UTF-8"), std::string::npos);
  }
}

TEST(TextEncoding, bytes_of_neither_are_refused_with_their_line) {
  const auto text = decode_text("name\nx\xFF\xFF\n");
  ASSERT_FALSE(text);
  EXPECT_TRUE(text.error().what.starts_with("第 2 行：")) << text.error().what;
}

}  // namespace
}  // namespace openday::roster_io
