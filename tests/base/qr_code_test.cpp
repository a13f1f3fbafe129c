#include "kiosk/base/qr_code.h"

#include <gtest/gtest.h>

namespace openday::base {
namespace {

// As long as a confirmation code, in the Base45 alphabet, '%' and space among it.
std::string confirmation_text(std::size_t length) {
  constexpr std::string_view kAlphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
  std::string text = "OD1:";
  while (text.size() < length) text += kAlphabet[text.size() * 7 % kAlphabet.size()];
  return text;
}

TEST(QrCode, of_a_confirmation_is_version_8) {
  const auto code = make_qr_code(confirmation_text(190));
  ASSERT_TRUE(code);
  EXPECT_EQ(code->version, 8);
  EXPECT_EQ(code->size, 49);
  EXPECT_EQ(code->modules.size(), 49u * 49u);
}

TEST(QrCode, fills_version_8_exactly) {
  EXPECT_EQ(make_qr_code(confirmation_text(221))->version, 8);  // ISO/IEC 18004 table 7, 8-M alphanumeric
  EXPECT_EQ(make_qr_code(confirmation_text(222))->version, 9);
}

TEST(QrCode, has_its_finder_patterns_and_the_dark_module) {
  const auto code = make_qr_code("OD1:HELLO");
  ASSERT_TRUE(code);
  EXPECT_EQ(code->version, 1);
  for (const auto& [x, y] : {std::pair{0, 0}, {code->size - 7, 0}, {0, code->size - 7}}) {
    EXPECT_TRUE(code->dark(x, y));
    EXPECT_FALSE(code->dark(x + 1, y + 1));
    EXPECT_TRUE(code->dark(x + 3, y + 3));
  }
  EXPECT_TRUE(code->dark(8, 4 * code->version + 9));
}

TEST(QrCode, keeps_lower_case_and_chinese) {
  EXPECT_NE(make_qr_code("code=abc")->modules, make_qr_code("CODE=ABC")->modules);
  EXPECT_TRUE(make_qr_code("登记号 王𬀩明"));
}

TEST(QrCode, needs_a_text_that_fits) {
  EXPECT_FALSE(make_qr_code(""));
  EXPECT_FALSE(make_qr_code(std::string(4000, 'a')));
  EXPECT_FALSE(make_qr_code(std::string_view("a\0b", 3)));
}

TEST(QrCode, draws_exactly_its_dark_modules_inside_the_quiet_zone) {
  const auto code = make_qr_code("OD1:HELLO");
  const std::string svg = to_svg(*code);
  EXPECT_NE(svg.find("viewBox=\"0 0 29 29\""), std::string::npos);
  EXPECT_NE(svg.find("M4 4h7v1h-7z"), std::string::npos);  // the top of the first finder pattern
  long drawn = 0;
  const std::string path = svg.substr(svg.rfind("d=\""));
  for (std::size_t at = path.find('h'); at != std::string::npos; at = path.find('h', at + 1)) {
    const long width = std::stol(path.substr(at + 1));
    if (width > 0) drawn += width;
  }
  EXPECT_EQ(drawn, std::count(code->modules.begin(), code->modules.end(), 1));
}

}  // namespace
}  // namespace openday::base
