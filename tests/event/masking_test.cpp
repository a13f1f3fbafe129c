#include "kiosk/event/masking.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <fmt/format.h>

#include "kiosk/base/utf8.h"

namespace openday::event {
namespace {

// All numbers are made up here: the check character by the standard's own sum.
std::string id_of(std::string seventeen) {
  constexpr int kWeights[] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  int sum = 0;
  for (std::size_t i = 0; i < 17; ++i) sum += kWeights[i] * (seventeen[i] - '0');
  return seventeen + "10X98765432"[sum % 11];
}

std::string mask(std::string_view text) { return mask_numbers(text).text; }

rc::Gen<std::string> digits(int least, int most) {
  return rc::gen::apply([](std::vector<int> each) {
    std::string out;
    for (const int one : each) out += static_cast<char>('0' + one);
    return out;
  }, rc::gen::mapcat(rc::gen::inRange(least, most + 1), [](int n) { return rc::gen::container<std::vector<int>>(static_cast<std::size_t>(n), rc::gen::inRange(0, 10)); }));
}

rc::Gen<std::string> phones() {
  return rc::gen::apply([](int second, const std::string& rest) { return "1" + std::to_string(second) + rest; }, rc::gen::inRange(3, 10), digits(9, 9));
}

rc::Gen<std::string> ids() {
  return rc::gen::apply([](const std::string& place, int year, int month, int day, const std::string& serial) {
    return id_of(fmt::format("64{}{}{:02}{:02}{}", place, year, month, day, serial));
  }, digits(4, 4), rc::gen::inRange(1920, 2020), rc::gen::inRange(1, 13), rc::gen::inRange(1, 29), digits(3, 3));
}

std::string full_width(std::string_view digits) {
  std::string out;
  for (const char c : digits) out += c >= '0' && c <= '9' ? base::to_utf8(static_cast<char32_t>(0xFF10 + (c - '0'))) : std::string(1, c);
  return out;
}

TEST(Masking, a_mobile_number_keeps_its_first_three_and_last_four_digits) {
  EXPECT_EQ(mask("电话13812345678，请回复"), "电话138****5678，请回复");
  EXPECT_EQ(mask("13812345678 13987654321"), "138****5678 139****4321");
}

TEST(Masking, one_beside_a_comma_a_list_number_or_a_word_that_begins_like_a_unit_is_hidden) {
  EXPECT_EQ(mask("13812345678,13987654321"), "138****5678,139****4321");
  EXPECT_EQ(mask("1.13812345678 2.13987654321"), "1.138****5678 2.139****4321");
  for (const char* after : {"平时开机", "公司电话", "万先生", "米女士", "克先生", "角落"}) EXPECT_EQ(mask(std::string("13812345678") + after), std::string("138****5678") + after);
  const std::string id = id_of("64010419900101001");
  EXPECT_EQ(mask(id + ",13812345678"), "640*************" + id.substr(16) + ",138****5678");
}

TEST(Masking, groups_strokes_blanks_full_width_digits_and_country_codes_do_not_hide_it) {
  for (const char* written : {"138 1234 5678", "138-1234-5678", "138－1234－5678", "１３８１２３４５６７８", "138　1234　5678", "1 3 8 1 2 3 4 5 6 7 8", "138\u200B1234\u200B5678",
                              "138 - 1234 - 5678", "13812-345678", "1381234 5678"})
    EXPECT_EQ(mask(std::string("打 ") + written + "。"), "打 138****5678。") << written;
  EXPECT_EQ(mask("+8613812345678"), "+86 138****5678");
  EXPECT_EQ(mask("+86 138-1234-5678"), "+86 138****5678");
  EXPECT_EQ(mask("0086-13812345678"), "0086 138****5678");
  EXPECT_EQ(mask("微信weixin13812345678"), "微信weixin138****5678");
}

TEST(Masking, an_id_number_keeps_its_first_three_and_last_two) {
  EXPECT_EQ(mask("身份证" + id_of("64010419900101001") + "。"), "身份证640*************" + id_of("64010419900101001").substr(16) + "。");
  EXPECT_EQ(mask("640104 19900101 " + id_of("64010419900101001").substr(14)), "640*************" + id_of("64010419900101001").substr(16));
  EXPECT_EQ(mask("老号640104900101001"), "老号640**********01");
}

TEST(Masking, an_x_at_its_end_is_taken_in_any_width) {
  std::string with_x;
  for (int serial = 100; serial < 200 && !with_x.ends_with('X'); ++serial) with_x = id_of("64010419900101" + std::to_string(serial));
  ASSERT_TRUE(with_x.ends_with('X'));
  const std::string shown = "640*************" + with_x.substr(16);
  EXPECT_EQ(mask(with_x), shown);
  EXPECT_EQ(mask(with_x.substr(0, 17) + "x"), shown);
  EXPECT_EQ(mask(full_width(with_x.substr(0, 17)) + "Ｘ 号"), shown + " 号");
}

TEST(Masking, one_with_a_wrong_check_character_or_date_is_not_one) {
  std::string wrong = id_of("64010419900101001");
  wrong.back() = wrong.back() == '0' ? '1' : '0';
  EXPECT_EQ(mask(wrong), wrong);
  EXPECT_FALSE(is_id_number(id_of("64010419900230001")));   // 30 February
  EXPECT_FALSE(is_id_number(id_of("99010419900101001")));   // no such province
  EXPECT_FALSE(is_id_number("6401041990010100"));
}

TEST(Masking, what_is_nobodys_number_stays) {
  for (const char* text : {"0951-1234567", "010-12345678", "（0951）6012345", "400-800-8888", "12345", "2026-11-17 09:35", "2026年11月17日 08:40-11:30", "20261117 0935 1100", "2020.11.17-2026.11.17",
                           "补偿13,800,138,000元", "13800138000元", "合计 13800138000.50", "￥13800138000", "13800138000平方米", "YX-1381-2345-678", "WQ-138-1234-5678", "案号 2026-138-1234-5678",
                           "不动产单元号640104001001GB00001F00010001", "权证宁(2020)兴庆区不动产权第0012345号", "邮编 750001", "28 米 × 138 米", "912345678901234567890123456789", "138123456789", "1381234567",
                           "G6 138 公里 1234 5678"})
    EXPECT_EQ(mask(text), text);
}

TEST(Masking, every_mobile_number_in_every_dress_is_hidden) {
  rc::check([] {
    const std::string phone = *phones();
    const std::string gap = *rc::gen::element<std::string>("", " ", "-", "　", " - ", "\u200B");
    const std::string before = *rc::gen::element<std::string>("", "电话", "+86", "tel:", "张三 ", "。\n"), after = *rc::gen::element<std::string>("", "，谢谢", " 王先生", "\n");
    std::string written = phone.substr(0, 3) + gap + phone.substr(3, 4) + gap + phone.substr(7);
    if (*rc::gen::arbitrary<bool>()) written = full_width(written);
    const MaskedText masked = mask_numbers(before + written + after);
    RC_ASSERT(masked.phones == 1);
    RC_ASSERT(masked.text.find(phone.substr(3, 4) + gap + phone.substr(7)) == std::string::npos);
    RC_ASSERT(masked.text.find(phone.substr(0, 3) + "****" + phone.substr(7)) != std::string::npos);
    RC_ASSERT(masked.text.ends_with(after));
    RC_ASSERT(mask(masked.text) == masked.text);
  });
}

TEST(Masking, every_id_number_in_every_dress_is_hidden) {
  rc::check([] {
    const std::string id = *ids();
    const std::string gap = *rc::gen::element<std::string>("", " ", "-", "　");
    std::string written = id.substr(0, 6) + gap + id.substr(6, 8) + gap + id.substr(14);
    if (*rc::gen::arbitrary<bool>()) written = full_width(written);
    const MaskedText masked = mask_numbers("号码" + written + "，是我的");
    RC_ASSERT(masked.id_numbers == 1);
    RC_ASSERT(masked.text == "号码" + id.substr(0, 3) + "*************" + id.substr(16) + "，是我的");
  });
}

TEST(Masking, dates_sums_landlines_and_numbers_of_other_lengths_never_change) {
  rc::check([] {
    const int year = *rc::gen::inRange(1949, 2100), month = *rc::gen::inRange(1, 13), day = *rc::gen::inRange(1, 32), hour = *rc::gen::inRange(0, 24), minute = *rc::gen::inRange(0, 60);
    const std::string stroke = *rc::gen::element<std::string>("-", "/", ".", "年", " ");
    std::string text = fmt::format("{}{}{:02}{}{:02} {:02}:{:02}", year, stroke, month, stroke, day, hour, minute);
    text += fmt::format("，0{}-{}，", *rc::gen::inRange(10, 999), *rc::gen::inRange(1'000'000, 99'999'999));
    text += *digits(1, 10) + "元、" + *phones() + " 万元，" + *rc::gen::element<std::string>("YX", "OD", "KFR") + "-" + *digits(4, 4) + "-" + *digits(3, 3);
    RC_ASSERT(mask(text) == text);
  });
}

TEST(Masking, what_is_hidden_already_stays_as_it_is) {
  EXPECT_EQ(mask("13311111303_311_6020"), "133****1303_311_6020");
  EXPECT_EQ(mask("133****1303_311_6020"), "133****1303_311_6020");
  EXPECT_EQ(mask("1424/4444/14114444444"), "1424/4444/141****4444");
  EXPECT_EQ(mask("1424/4444/141****4444"), "1424/4444/141****4444");
}

TEST(Masking, is_stable_and_never_longer_than_a_blank_more_a_number) {
  rc::check([](const std::string& text) {
    const MaskedText once = mask_numbers(text);
    RC_ASSERT(mask(once.text) == once.text);
    RC_ASSERT(base::count_code_points(once.text) <= base::count_code_points(text) + static_cast<std::size_t>(once.phones));
  });
}

}  // namespace
}  // namespace openday::event
