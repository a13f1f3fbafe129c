#include "kiosk/base/utf8.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace openday::base {
namespace {

constexpr std::u32string_view kThreeBytesTorn = U"�";

TEST(Utf8, accepts_one_to_four_bytes_and_the_last_code_points_of_each) {
  for (const char* text : {"", "a", "\x7f", "é", "\u07ff", "\u0800", "中文", "\ud7ff", "\ue000", "\uffff", "𬀩", "\U00010000", "\U0010ffff"}) {
    EXPECT_TRUE(is_utf8(text)) << text;
  }
  EXPECT_TRUE(is_utf8(std::string_view("a\0b", 3)));
}

// RFC 3629 sections 3, 4 and 10.
TEST(Utf8, refuses_overlong_forms_surrogates_and_what_lies_beyond) {
  for (const char* text : {"\xC0\x80", "\xC0\xAF", "\xC1\xBF", "\xE0\x80\x80", "\xE0\x9F\xBF", "\xF0\x80\x80\x80", "\xF0\x8F\xBF\xBF",
                           "\xED\xA0\x80", "\xED\xBF\xBF", "\xED\xA0\x80\xED\xB0\x80", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80",
                           "\xF8\x88\x80\x80\x80", "\xFE", "\xFF", "\x80", "\xBF", "a\x80"}) {
    EXPECT_FALSE(is_utf8(text));
  }
}

TEST(Utf8, refuses_torn_characters) {
  for (const char* text : {"\xE4", "\xE4\xB8", "\xF0\xAC\x80", "\xC3", "\xE4\xB8z", "\xE4\xB8\xE4\xB8\xAD"}) EXPECT_FALSE(is_utf8(text));
}

TEST(Utf8, replaces_every_ill_formed_byte) {
  EXPECT_EQ(to_code_points("a\xFFz"), U"a\xFFFDz");
  EXPECT_EQ(to_code_points("\xE4\xB8"), std::u32string(kThreeBytesTorn) + std::u32string(kThreeBytesTorn));
  EXPECT_EQ(to_code_points("\xED\xA0\x80").size(), 3u);
  EXPECT_EQ(to_code_points("\xE4\xB8\xE4\xB8\xAD"), U"\xFFFD\xFFFD中");
}

TEST(Utf8, holds_characters_beyond_the_basic_plane) {
  EXPECT_EQ(to_code_points("𬀩"), U"\U0002C029");
  EXPECT_EQ(to_utf8(U'\U0002C029'), "𬀩");
  EXPECT_EQ(count_code_points("王𬀩明"), 3u);
}

TEST(Utf8, writes_a_replacement_for_what_is_no_character) {
  EXPECT_EQ(to_utf8(char32_t{0xD800}), "�");
  EXPECT_EQ(to_utf8(char32_t{0x110000}), "�");
}

TEST(Utf8, cuts_by_characters_and_by_bytes_without_tearing) {
  EXPECT_EQ(first_code_points("王𬀩明", 2), "王𬀩");
  EXPECT_EQ(first_code_points("王𬀩明", 0), "");
  EXPECT_EQ(first_code_points("王𬀩明", 99), "王𬀩明");
  EXPECT_EQ(first_bytes("王𬀩明", 3), "王");
  EXPECT_EQ(first_bytes("王𬀩明", 6), "王");
  EXPECT_EQ(first_bytes("王𬀩明", 7), "王𬀩");
  EXPECT_EQ(first_bytes("王𬀩明", 2), "");
  EXPECT_EQ(first_bytes("王𬀩明", 99), "王𬀩明");
}

TEST(Utf8, knows_ideographs_of_every_block) {
  for (const char32_t c : {U'〇', U'一', U'鿿', U'㐀', U'𠀀', U'𬀩', U'\U0002EBF0', U'\U00030000', U'\U000323AF', U'豈'}) EXPECT_TRUE(is_han(c));
  for (const char32_t c : {U'a', U'、', U'あ', U'ㄅ', U'한', U'·', U'\U0002A6E0', U'\U000323B0'}) EXPECT_FALSE(is_han(c));
}

TEST(Utf8, round_trips_every_text) {
  const auto scalar = rc::gen::suchThat(rc::gen::cast<char32_t>(rc::gen::inRange<std::uint32_t>(0, 0x110000)),
                                        [](char32_t c) { return c < 0xD800 || c > 0xDFFF; });
  EXPECT_TRUE(rc::check("decode(encode(text)) == text", [scalar] {
    const auto text = *rc::gen::container<std::u32string>(scalar);
    const std::string bytes = to_utf8(text);
    RC_ASSERT(is_utf8(bytes));
    RC_ASSERT(to_code_points(bytes) == text);
    RC_ASSERT(count_code_points(bytes) == text.size());
  }));
  EXPECT_TRUE(rc::check("any bytes decode to something well-formed, and a prefix is a prefix", [](const std::string& bytes, std::uint8_t cut) {
    const std::string mended = to_utf8(to_code_points(bytes));
    RC_ASSERT(is_utf8(mended));
    if (is_utf8(bytes)) RC_ASSERT(mended == bytes);
    RC_ASSERT(is_utf8(first_bytes(mended, cut)));
    RC_ASSERT(count_code_points(first_code_points(bytes, cut)) == std::min<std::size_t>(cut, count_code_points(bytes)));
  }));
}

}  // namespace
}  // namespace openday::base
