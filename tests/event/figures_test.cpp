// Figures: rates, breakdowns, what is suppressed, and the results of score sheets.
#include "kiosk/event/figures.h"

#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "kiosk/event/suppression.h"
#include "tests/event/voices.h"

namespace openday::event {
namespace {

using namespace testing_records;
using ::testing::ElementsAre;

Plan hall_plan() {
  Plan plan;
  plan.id = std::string(kEventId);
  for (const char* id : {"main", "later"}) {
    plan.sessions.emplace_back().id = id;
    plan.sessions.back().title = id;
  }
  plan.sites = {{"hall", "办事大厅", {}, {}, {}, true, {}, {}, {}}};
  for (const char* id : {"npc", "client", "media", "staff"}) {
    plan.categories.emplace_back().id = id;
    plan.categories.back().label = id;
  }
  plan.categories.back().may_rate = false;
  Questionnaire rating;
  rating.id = "rate";
  rating.title = "评议";
  rating.subjects = {{"bureau", "局工作", {}, {}, {}}, {"day", "开放日活动", {}, {}, {}}, {"hall", "大厅", {}, "hall", "登记中心"}};
  plan.questionnaires.push_back(rating);
  Questionnaire sheet;
  sheet.id = "sheet";
  sheet.title = "评议表";
  sheet.kind = QuestionnaireKind::sheet;
  sheet.subjects = {{"place", "现场", {}, {}, {}}};
  sheet.items = {{"order", "现场秩序", {}, AnswerKind::marks_10, {}, false}, {"want", "希望", {}, AnswerKind::any_of, {"走廊", "大厅"}, false}, {"words", "建议", {}, AnswerKind::text, {}, false}};
  sheet.scorers = {{"代表", {"npc"}, 50}, {"服务对象", {"client"}, 30}, {"媒体", {"media"}, 20}};
  plan.questionnaires.push_back(sheet);
  return plan;
}

Counts counts_with(std::initializer_list<std::pair<TallyKey, std::array<int, 5>>> ratings) {
  Counts out;
  for (const auto& [key, n] : ratings) out.ratings[key].n = n;
  return out;
}

const FigureCell& cell(const std::vector<FigureCell>& cells, std::string_view id) { return *std::ranges::find(cells, id, &FigureCell::id); }

TEST(Figures, give_rates_beside_the_five_numbers) {
  const Figures figures = figures_of(hall_plan(), counts_with({{{"main", "bureau", "", true}, {4, 2, 1, 2, 1}}}), Attendance());
  const SubjectFigures& bureau = figures.ratings.at(0).subjects.at(0);
  EXPECT_EQ(bureau.total.label, "局工作");
  EXPECT_DOUBLE_EQ(*bureau.total.tally->satisfied(), 0.7);
  EXPECT_DOUBLE_EQ(*bureau.total.tally->bad(), 0.3);
  EXPECT_TRUE(bureau.categories.empty()) << "ballots know no category";
  EXPECT_EQ(figures.ratings.at(0).subjects.at(1).total.tally->total(), 0);
  EXPECT_EQ(figures.ratings.at(0).subjects.at(1).total.tally->satisfied(), std::nullopt);
}

TEST(Figures, hide_fewer_than_five_and_what_would_give_them_away) {
  const Figures figures = figures_of(hall_plan(),
                                     counts_with({{{"main", "bureau", "npc", false}, {2, 0, 0, 0, 0}}, {{"main", "bureau", "client", false}, {3, 3, 0, 0, 0}}, {{"main", "bureau", "media", false}, {9, 0, 0, 0, 0}}}),
                                     Attendance());
  const SubjectFigures& bureau = figures.ratings.at(0).subjects.at(0);
  EXPECT_EQ(bureau.total.tally->total(), 17);
  EXPECT_FALSE(cell(bureau.categories, "npc").tally);
  EXPECT_FALSE(cell(bureau.categories, "client").tally) << "the next smallest, else npc comes out by subtraction";
  EXPECT_EQ(cell(bureau.categories, "media").tally->total(), 9);
  EXPECT_EQ(cell(bureau.categories, "").tally->total(), 0) << "no ballot: a plain nought";
}

TEST(Figures, hide_a_subject_that_its_site_and_session_would_give_away) {
  const Figures figures = figures_of(hall_plan(), counts_with({{{"main", "hall", "", true}, {3, 0, 0, 0, 0}}, {{"main", "bureau", "", true}, {5, 5, 0, 0, 0}}, {{"main", "day", "", true}, {9, 9, 0, 0, 0}}}), Attendance());
  EXPECT_FALSE(figures.ratings.at(0).subjects.at(2).total.tally);
  EXPECT_FALSE(figures.ratings.at(0).subjects.at(0).total.tally);
  EXPECT_TRUE(figures.ratings.at(0).subjects.at(1).total.tally);
  EXPECT_FALSE(cell(figures.sites, "hall").tally);
  EXPECT_EQ(figures.ratings.at(0).total.tally->total(), 31);
}

TEST(Figures, lose_nothing_that_the_plan_does_not_have) {
  const Figures figures = figures_of(hall_plan(), counts_with({{{"old", "gone", "vip", false}, {6, 0, 0, 0, 0}}}), Attendance());
  EXPECT_EQ(figures.ratings.at(1).total.label, kStrangeSubjects);
  EXPECT_EQ(figures.ratings.at(1).subjects.at(0).total.tally->total(), 6);
  EXPECT_EQ(cell(figures.sessions, "old").tally->total(), 6);
  EXPECT_EQ(figures_of("X", counts_with({{{"s", "a", "", true}, {5, 0, 0, 0, 0}}})).ratings.at(0).subjects.at(0).total.label, "a");
}

TEST(Figures, count_participation_of_the_categories_that_may_rate) {
  Box box(1);
  Attendance attendance;
  const char* categories[] = {"npc", "npc", "client", "staff"};
  for (int guest = 0; guest < 4; ++guest) attendance.add(box.check_in({.registration = registration(guest + 1), .session = "main", .persons = 1, .category = categories[guest]}));
  const Figures figures = figures_of(hall_plan(), counts_with({{{"main", "bureau", "npc", false}, {1, 1, 0, 0, 0}}}), attendance);
  const Participation& participation = figures.ratings.at(0).subjects.at(0).participation;
  EXPECT_EQ(participation.given, 2);
  EXPECT_EQ(participation.present, 3);
  EXPECT_DOUBLE_EQ(*participation.share(), 2.0 / 3);
}

// Whatever the numbers: no hidden cell stands alone in a sum, and the hidden ones hold five or more, or the total is hidden.
TEST(SuppressionProperty, leaves_no_number_to_be_subtracted) {
  EXPECT_TRUE(rc::check([](const std::vector<std::uint8_t>& numbers) {
    std::vector<int> sizes{0};
    SumOf sum{0, {}};
    for (const std::uint8_t number : numbers) {
      sum.parts.push_back(sizes.size());
      sizes.push_back(number % 12);
      sizes[0] += number % 12;
    }
    const auto hidden = hidden_cells(sizes, {sum}, kSmallestShown);
    int cells = 0, ratings = 0;
    for (const std::size_t part : sum.parts) {
      RC_ASSERT(hidden[part] || sizes[part] == 0 || sizes[part] >= kSmallestShown);
      RC_ASSERT(!hidden[part] || sizes[part] > 0);
      cells += hidden[part] ? 1 : 0;
      ratings += hidden[part] ? sizes[part] : 0;
    }
    RC_ASSERT(hidden[0] || cells == 0 || (cells >= 2 && ratings >= kSmallestShown));
    RC_ASSERT(!hidden[0] || cells > 0 || sizes[0] == 0);
  }));
}

TEST(SuppressionProperty, ends_whatever_sums_overlap_and_holds_in_each) {
  EXPECT_TRUE(rc::check([](std::uint32_t seed) {
    std::mt19937 random(seed);
    const std::size_t rows = 1 + random() % 5, columns = 1 + random() % 5;
    std::vector<int> sizes(rows * columns + rows + columns + 1);
    std::vector<SumOf> sums(rows + columns + 2);
    const std::size_t all = sizes.size() - 1;
    for (std::size_t r = 0; r < rows; ++r) {
      for (std::size_t c = 0; c < columns; ++c) {
        const std::size_t at = r * columns + c, row = rows * columns + r, column = rows * columns + rows + c;
        sizes[at] = static_cast<int>(random() % 9);
        for (const std::size_t total : {row, column, all}) sizes[total] += sizes[at];
        sums[r].total = row;
        sums[r].parts.push_back(at);
        sums[rows + c].total = column;
        sums[rows + c].parts.push_back(at);
      }
      sums[rows + columns].parts.push_back(rows * columns + r);
    }
    for (std::size_t c = 0; c < columns; ++c) sums[rows + columns + 1].parts.push_back(rows * columns + rows + c);
    sums[rows + columns].total = sums[rows + columns + 1].total = all;
    const auto hidden = hidden_cells(sizes, sums, kSmallestShown);
    for (const SumOf& sum : sums) {
      int cells = 0;
      for (const std::size_t part : sum.parts) cells += hidden[part] ? 1 : 0;
      const bool safe = hidden[sum.total] ? cells > 0 : cells != 1;
      RC_ASSERT(safe);
    }
  }));
}

class Sheets : public ::testing::Test {
 protected:
  void hand_in(const std::string& category, std::initializer_list<int> marks, const std::string& want = {}) {
    for (const int mark : marks) {
      ScorecardBody body = scorecard(++guest_, category, mark, want);
      body.subjects.front().subject = "place";
      fold_.add(box_.at(guest_).write(Kind::scorecard, to_json(body)));
    }
  }
  void close(bool closed = true) {
    CorrectionBody body;
    body.what = closed ? CorrectionKind::rating_closed : CorrectionKind::rating_opened;
    body.session = "main";
    body.item = "sheet";
    attendance_.add(box_.at(1000 + ++guest_).write(Kind::correction, to_json(body)));
  }
  SheetFigures figures() { return figures_of(hall_plan(), fold_.counts(kEventId), attendance_).sheets.at(0); }

  Box box_{1};
  TallyFold fold_;
  Attendance attendance_;
  int guest_ = 0;
};

TEST_F(Sheets, give_participation_only_until_the_round_is_closed) {
  hand_in("npc", {8, 9, 10, 7, 6});
  EXPECT_TRUE(figures().sealed);
  EXPECT_EQ(figures().subjects.at(0).participation.given, 5);
  EXPECT_TRUE(figures().subjects.at(0).items.empty());
  close();
  EXPECT_FALSE(figures().sealed);
  EXPECT_EQ(figures().subjects.at(0).items.size(), 3u);
  close(false);
  EXPECT_FALSE(figures().sealed) << "closed for good";
}

// By hand: 代表 8 9 10 7 6 mean 8; 服务对象 6 6 7 7 9 mean 7; 媒体 10 10 9 9 7 mean 9.
// (50*8 + 30*7 + 20*9) / 100 = (400 + 210 + 180) / 100 = 7.9. All together (40 + 35 + 45) / 15 = 8; sorted 6 6 6 7 7 7 7 8 9 9 9 9
// 10 10 10: the eighth is 8.
TEST_F(Sheets, weigh_the_groups_as_a_table_by_hand_does) {
  hand_in("npc", {8, 9, 10, 7, 6});
  hand_in("client", {6, 6, 7, 7, 9});
  hand_in("media", {10, 10, 9, 9, 7}, "走廊");
  close();
  const SheetFigures sheet = figures();
  const ItemFigures& order = sheet.subjects.at(0).items.at(0);
  EXPECT_DOUBLE_EQ(*order.weighted, 7.9);
  EXPECT_DOUBLE_EQ(*order.mean, 8.0);
  EXPECT_DOUBLE_EQ(*order.median, 8.0);
  EXPECT_FALSE(order.renormalised);
  EXPECT_DOUBLE_EQ(*order.groups.at(1).mean, 7.0);
  EXPECT_THAT(sheet.subjects.at(0).items.at(1).choices, ElementsAre(std::pair("走廊", 5), std::pair("大厅", 0)));
  EXPECT_DOUBLE_EQ(*sheet.subjects.at(0).result, 7.9);
}

// 代表 mean 8 weight 50, 媒体 mean 9 weight 20, nobody of 服务对象: (400 + 180) / 70 = 8.285714...
TEST_F(Sheets, renormalise_over_the_groups_that_voted_and_say_so) {
  hand_in("npc", {8, 9, 10, 7, 6});
  hand_in("media", {10, 10, 9, 9, 7});
  hand_in("staff", {1, 1, 1, 1, 1});
  close();
  const ItemFigures order = figures().subjects.at(0).items.at(0);
  EXPECT_DOUBLE_EQ(*order.weighted, 580.0 / 70);
  EXPECT_TRUE(order.renormalised);
  EXPECT_EQ(order.unweighted, 5) << "of no group: in the mean, not in the weighted result";
  EXPECT_DOUBLE_EQ(*order.mean, 90.0 / 15);
  EXPECT_FALSE(order.groups.at(1).mean);
}

TEST_F(Sheets, hide_the_mean_of_a_small_group_and_of_the_next) {
  hand_in("npc", {8, 9});
  hand_in("client", {6, 6, 7, 7, 9});
  hand_in("media", {10, 10, 9, 9, 7, 7});
  close();
  const ItemFigures order = figures().subjects.at(0).items.at(0);
  EXPECT_TRUE(order.groups.at(0).hidden);
  EXPECT_TRUE(order.groups.at(1).hidden);
  EXPECT_FALSE(order.groups.at(2).hidden);
  EXPECT_TRUE(order.groups_hidden);
  EXPECT_FALSE(order.weighted) << "with the mean and the group that is shown it would give the small one away";
  EXPECT_TRUE(order.mean);
}

TEST_F(Sheets, say_nothing_of_fewer_than_five) {
  hand_in("npc", {8, 9, 10, 7});
  close();
  const ItemFigures order = figures().subjects.at(0).items.at(0);
  EXPECT_TRUE(order.hidden);
  EXPECT_FALSE(order.mean);
  EXPECT_FALSE(figures().subjects.at(0).result);
}

TEST_F(Sheets, give_the_middle_of_an_even_number) {
  hand_in("npc", {1, 2, 4, 9, 10, 3});
  close();
  EXPECT_DOUBLE_EQ(*figures().subjects.at(0).items.at(0).median, 3.5);
}

TEST_F(Sheets, count_ballots_without_weights) {
  Batch batch;
  batch.body = batch_of(3, {0, 0, 0, 0, 0}, "place").body;
  for (std::uint32_t i = 0; i < 5; ++i) fold_.add(batch.body.batch, Ballot{uuid_of(i, 0xB7), std::string(kEventId), "main", "place", 0, {}, {{"order", 6 + static_cast<int>(i % 2), {}, {}}}});
  fold_.add(box_.write(Kind::rating_batch, to_json(batch.body)));
  close();
  const ItemFigures order = figures().subjects.at(0).items.at(0);
  EXPECT_DOUBLE_EQ(*order.mean, 6.4);
  EXPECT_FALSE(order.weighted);
  EXPECT_EQ(order.unweighted, 5);
}

}  // namespace
}  // namespace openday::event
