#include "kiosk/text/stroke_engine.h"

#include <algorithm>
#include <limits>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "kiosk/base/utf8.h"
#include "tests/text/text_fixture.h"

namespace openday::text {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

StrokeEngine small() {
  return StrokeEngine(std::make_shared<const StrokeTable>(std::vector<StrokeEntry>{
      {"hs", U'十', 1}, {"hs", U'丁', 4}, {"hz", U'丁', 4}, {"hsh", U'土', 3}, {"hsh", U'士', 5}, {"hspn", U'木', 2}}));
}

TEST(Strokes, offer_what_is_written_exactly_so_before_what_only_begins_so_the_commonest_first) {
  StrokeEngine engine = small();
  EXPECT_THAT(offered(engine, "hs"), ElementsAre("十", "丁", "木", "土", "士"));
  EXPECT_THAT(offered(engine, "hsh"), ElementsAre("土", "士"));
  EXPECT_THAT(offered(engine, "zz"), IsEmpty());
}

TEST(Strokes, take_a_star_for_a_stroke_that_one_is_not_sure_of) {
  StrokeEngine engine = small();
  EXPECT_THAT(offered(engine, "h*"), ElementsAre("十", "丁", "木", "土", "士"));
  EXPECT_THAT(offered(engine, "*s*n"), ElementsAre("木"));
}

TEST(Strokes, let_an_unknown_stroke_of_the_table_be_any_and_put_such_characters_last) {
  StrokeEngine engine(std::make_shared<const StrokeTable>(std::vector<StrokeEntry>{{"hs??", U'甲', 0}, {"??hs", U'甲', 0}, {"hspnz", U'乙', 9}, {"hspn", U'丙', 8}}));
  EXPECT_THAT(offered(engine, "hspn"), ElementsAre("丙", "乙", "甲"));
  EXPECT_THAT(offered(engine, "zzhs"), ElementsAre("甲"));
  EXPECT_THAT(offered(engine, "zzhsz"), IsEmpty());
}

TEST(Strokes, leave_room_for_those_of_which_only_the_number_is_known) {
  std::vector<StrokeEntry> entries{{"hs", U'十', 0}, {"??", U'甲', 9}};
  for (std::uint32_t i = 0; i < 20; ++i) entries.push_back({"hsp", U'一' + i, i});
  const StrokeTable table(std::move(entries));
  const auto found = table.find("hs", 10);
  EXPECT_EQ(found.front(), U'十');
  EXPECT_EQ(found.back(), U'甲');
  EXPECT_EQ(found.size(), 6U);   // 十, four that begin so, 甲
}

TEST(Strokes, end_with_the_character_that_was_chosen) {
  StrokeEngine engine = small();
  engine.feed("h1s");
  EXPECT_EQ(engine.candidates(0, 9).keys, "hs");
  EXPECT_EQ(engine.choose(1), (Choice{"丁", ""}));
  EXPECT_EQ(engine.candidates(0, 9).total, 0U);
}

TEST(StrokeFile, keeps_what_was_written_and_refuses_what_was_damaged) {
  const std::string bytes = StrokeTable({{"hs", U'十', 1}, {"hspn", U'木', 2}}).write();
  EXPECT_THAT(StrokeTable::parse(bytes, "s")->find("hs", 9), ElementsAre(U'十', U'木'));
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    std::string damaged = bytes;
    damaged[i] = static_cast<char>(damaged[i] ^ 4);
    EXPECT_FALSE(StrokeTable::parse(damaged, "s")) << i;
  }
}

class BuiltStrokes : public testing::Test {
 protected:
  static void SetUpTestSuite() { table_ = std::make_shared<const StrokeTable>(*StrokeTable::load(OPENDAY_TEXT_DATA_DIR)); }
  static void TearDownTestSuite() { table_.reset(); }
  static std::shared_ptr<const StrokeTable> table_;
};
std::shared_ptr<const StrokeTable> BuiltStrokes::table_;

TEST_F(BuiltStrokes, hold_both_ways_of_counting_a_vertical_hook) {
  EXPECT_GT(table_->size(), 170'000U);
  EXPECT_THAT(table_->find("phhz", 3), Contains(U'手'));
  EXPECT_THAT(table_->find("phhs", 3), Contains(U'手'));
  EXPECT_THAT(table_->find("szhhshnh", 3), Contains(U'国'));
}

TEST_F(BuiltStrokes, hold_no_placeholder_that_stands_for_thousands_of_characters) {
  const auto entries = table_->entries();
  EXPECT_EQ(std::ranges::count(entries, "szhhhshspnhszs", &StrokeEntry::strokes), 0);
}

TEST_F(BuiltStrokes, hold_what_no_dictionary_of_strokes_has_by_its_radical) {
  EXPECT_THAT(table_->find("phhhzpnpz", 9), Contains(U'𬬭'));   // 钅 first, then four strokes
  EXPECT_THAT(table_->find("hsszz", 2000), Contains(U'𬜠'));    // 艹, whose three forms Unicode names in one line
  EXPECT_THAT(table_->find("pzhhhhh", 2000), Contains(U'𬚯'));  // 肉 written as 月: as the characters show whose strokes are known
}

TEST_F(BuiltStrokes, a_star_never_loses_a_character) {
  EXPECT_TRUE(rc::check([] {
    const auto strokes = *rc::gen::container<std::string>(rc::gen::elementOf(std::string("hspnz")));
    RC_PRE(!strokes.empty());
    const std::size_t all = std::numeric_limits<std::size_t>::max();
    auto sure = table_->find(strokes, all);
    std::string unsure = strokes;
    unsure[*rc::gen::inRange<std::size_t>(0, strokes.size())] = kAnyStroke;
    auto more = table_->find(unsure, all);
    std::ranges::sort(sure);
    std::ranges::sort(more);
    RC_ASSERT(std::ranges::includes(more, sure));
  }));
}

}  // namespace
}  // namespace openday::text
