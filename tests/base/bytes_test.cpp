#include "kiosk/base/bytes.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace openday::base {
namespace {

std::string base64(std::string_view text) { return to_base64(as_bytes(text)); }

TEST(Hex, writes_lower_case_and_reads_either) {
  EXPECT_EQ(to_hex(Bytes{0x00, 0x0f, 0xab, 0xff}), "000fabff");
  EXPECT_EQ(from_hex("000FABff"), (Bytes{0x00, 0x0f, 0xab, 0xff}));
  EXPECT_EQ(from_hex(""), Bytes{});
}

TEST(Hex, refuses_odd_length_and_other_characters) {
  for (const char* text : {"a", "abc", "0g", " 0", "0x12", "é0"}) EXPECT_FALSE(from_hex(text)) << text;
}

TEST(Hex, fills_an_array_of_exactly_its_size) {
  EXPECT_EQ((array_from_hex<2>("0102")), (std::array<std::uint8_t, 2>{1, 2}));
  EXPECT_FALSE(array_from_hex<2>("01"));
  EXPECT_FALSE(array_from_hex<2>("010203"));
}

// RFC 4648 section 10.
TEST(Base64, agrees_with_the_vectors_of_the_rfc) {
  EXPECT_EQ(base64(""), "");
  EXPECT_EQ(base64("f"), "Zg==");
  EXPECT_EQ(base64("fo"), "Zm8=");
  EXPECT_EQ(base64("foo"), "Zm9v");
  EXPECT_EQ(base64("foob"), "Zm9vYg==");
  EXPECT_EQ(base64("fooba"), "Zm9vYmE=");
  EXPECT_EQ(base64("foobar"), "Zm9vYmFy");
}

TEST(Base64, refuses_every_second_spelling_of_a_value) {
  for (const char* text : {"Zg", "Zg=", "Zg===", "Zh==", "Zm9=", "Z===", "====", "=", "Zm9v\n", "Zm 9", "Zm9-", "Zm9_", "Zg==Zg=="}) {
    EXPECT_FALSE(from_base64(text)) << text;
  }
}

TEST(Bytes, round_trip_through_hex_and_base64) {
  EXPECT_TRUE(rc::check("hex", [](const Bytes& bytes) { RC_ASSERT(from_hex(to_hex(bytes)) == bytes); }));
  EXPECT_TRUE(rc::check("base64", [](const Bytes& bytes) { RC_ASSERT(from_base64(to_base64(bytes)) == bytes); }));
  EXPECT_TRUE(rc::check("what base64 accepts is what it writes", [] {
    const auto text = *rc::gen::container<std::string>(rc::gen::element('A', 'B', 'g', 'Z', '/', '+', '='));
    if (const auto bytes = from_base64(text)) RC_ASSERT(to_base64(*bytes) == text);
  }));
}

}  // namespace
}  // namespace openday::base
