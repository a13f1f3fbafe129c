#include "kiosk/text/name_query.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace openday::text {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(NameQuery, takes_hanzi_and_letters_and_remembers_where_they_were_divided) {
  EXPECT_THAT(read_query(" 王 Xm").units, ElementsAre(QueryUnit{U'王', false, false}, QueryUnit{U'x', true, true}, QueryUnit{U'm', true, false}));
  EXPECT_THAT(read_query("lü's").units, ElementsAre(QueryUnit{U'l', true, false}, QueryUnit{U'v', true, false}, QueryUnit{U's', true, true}));
  EXPECT_THAT(read_query("ｗ").units, ElementsAre(QueryUnit{U'w', true, false}));
  EXPECT_THAT(read_query("· '").units, IsEmpty());
}

TEST(NameQuery, takes_four_digits_as_the_tail_of_a_phone_and_more_as_a_code_only) {
  EXPECT_EQ(read_query("0042").phone_tail, "0042");
  EXPECT_EQ(read_query("００４２").phone_tail, "0042");
  EXPECT_EQ(read_query("13800000042").phone_tail, "");
  EXPECT_EQ(read_query("13800000042").code, "13800000042");
  EXPECT_EQ(read_query("042").phone_tail, "");
}

TEST(NameQuery, compares_codes_without_case_and_dashes) {
  EXPECT_EQ(read_query("yx-0042").code, "YX0042");
  EXPECT_EQ(read_query("yx-0042").phone_tail, "");
  EXPECT_THAT(read_query("yx-0042").units, IsEmpty());
  EXPECT_EQ(read_query("1").code, "");
  EXPECT_EQ(read_query("王1234").code, "");
  EXPECT_EQ(read_query("wang").code, "");
}

TEST(NameQuery, is_bounded) { EXPECT_EQ(read_query(std::string(500, 'w')).units.size(), kMaxQueryUnits); }

}  // namespace
}  // namespace openday::text
