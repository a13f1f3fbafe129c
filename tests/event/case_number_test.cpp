#include "kiosk/event/case_number.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <set>

namespace openday::event {
namespace {

base::Uuid uuid(std::uint8_t n) {
  base::Uuid out;
  out.bytes.fill(n);
  return out;
}

TEST(CaseNumber, of_an_id_is_always_the_same) {
  EXPECT_EQ(case_number(uuid(1)), case_number(uuid(1)));
  EXPECT_NE(case_number(uuid(1)), case_number(uuid(2)));
}

TEST(CaseNumber, of_a_known_id_never_changes) { EXPECT_EQ(case_number(uuid(7)), "5DHA-0BCS"); }   // computed by Python from the header's words

TEST(CaseNumber, is_found_in_any_way_of_typing_it) {
  const std::string number = case_number(uuid(7));
  std::string small = number;
  for (char& c : small) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  EXPECT_EQ(parse_case_number(small), number);
  EXPECT_EQ(parse_case_number(" " + number.substr(0, 4) + "  " + number.substr(5)), number);
  EXPECT_EQ(parse_case_number("5 d h a o b c s"), number);
}

TEST(CaseNumber, refuses_what_is_none) {
  for (const char* text : {"", "-", "5DHA-0BC", "5DHA-0BCS0", "5DHA-0BCU", "王小明", "5DHA-0BCS5DHA-0BCS"}) EXPECT_FALSE(parse_case_number(text)) << text;
}

RC_GTEST_PROP(CaseNumber, one_wrong_digit_is_found, ()) {
  const std::string number = case_number(uuid(*rc::gen::arbitrary<std::uint8_t>()));
  const auto place = *rc::gen::suchThat(rc::gen::inRange<std::size_t>(0, number.size()), [](std::size_t i) { return i != 4; });
  std::string wrong = number;
  wrong[place] = *rc::gen::elementOf(std::string("0123456789ABCDEFGHJKMNPQRSTVWXYZ"));
  RC_PRE(wrong != number);
  RC_ASSERT(!parse_case_number(wrong));
}

TEST(Receipt, text_reads_back) {
  const std::string number = case_number(uuid(3));
  const auto code = parse_receipt(receipt_text("lq2020", number));
  ASSERT_TRUE(code);
  EXPECT_EQ(code->event, "lq2020");
  EXPECT_EQ(code->number, number);
}

TEST(Receipt, refuses_other_codes) {
  for (const char* text : {"", "OD-CASE:", "OD-CASE::5DHA0BCS", "OD-CASE:lq2020", "OD-CASE:lq2020:5DHA0BCT", "OD1:6BF"}) EXPECT_FALSE(parse_receipt(text)) << text;
}

}  // namespace
}  // namespace openday::event
