// The follow-up list: what becomes a case, its clocks, its state, and what is left of an erased one.
#include "kiosk/event/follow_up.h"

#include <algorithm>
#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "kiosk/event/case_number.h"
#include "tests/event/voices.h"
#include "tests/support/files.h"

namespace openday::event {
namespace {

using namespace testing_records;
using ::testing::ElementsAre;

base::Date date(const char* text) { return base::parse_date(text).value(); }

OpinionBody opinion(int number, std::string text = "希望周六上午也办理登记") {
  OpinionBody out;
  out.number = case_number(uuid_of(static_cast<std::uint32_t>(number), 0x0F));
  out.session = "main";
  out.subject = "registration";
  out.text = std::move(text);
  return out;
}

class FollowUp : public ::testing::Test {
 protected:
  FollowUp() {
    plan_.id = std::string(kEventId);
    Session& session = plan_.sessions.emplace_back();
    session.id = "main";
    session.when.precision = Precision::date;
    session.when.year = 2020;
    session.when.month = 11;
    session.when.day = 17;
    Questionnaire& rating = plan_.questionnaires.emplace_back();
    rating.id = "rate";
    rating.subjects = {{"bureau", "局工作", {}, {}, "办公室"}};
    Questionnaire& sheet = plan_.questionnaires.emplace_back();
    sheet.id = "sheet";
    sheet.kind = QuestionnaireKind::sheet;
    sheet.subjects = {{"hall", "大厅", {}, {}, {}}};
    sheet.items = {{"words", "想说的话", {}, AnswerKind::text, {}, false}};
    plan_.opinions.emplace().subjects = {{"registration", "不动产登记", "登记中心", {}}};
    plan_.feedback = {{FeedbackKind::resolve, {}, {}, {}, 15, ClockUnit::workday, ClockAnchor::event_end},
                      {FeedbackKind::reply, "提出人", {}, {}, 2, ClockUnit::calendar_day, ClockAnchor::comment_received},
                      {FeedbackKind::report_up, "县政府政务公开办公室", "办公室", {}, std::nullopt, ClockUnit::none, ClockAnchor::event_end}};
    words_.catalogue = &catalogue_;
    words_.calendar = &calendar_;
  }
  FollowUpList list() { return fold_.list(plan_, words_); }
  void move(const std::string& number, CaseState state, std::string owner = {}, std::string note = {}) {
    fold_.add(box_.write(Kind::follow_up, to_json(FollowUpBody{number, state, std::move(owner), std::move(note), "supervisor"})));
  }

  Plan plan_;
  FollowUpWords words_;
  Catalogue catalogue_ = read_catalogue(support::read_text(OPENDAY_SOURCE_DIR "/config/ratings/satisfaction-5.toml"), "r.toml").value();
  WorkdayCalendar calendar_ = WorkdayCalendar::parse(support::read_text(OPENDAY_SOURCE_DIR "/config/calendar/holidays.json"), "holidays.json").value();
  CaseFold fold_;
  Box box_{1};
};

TEST_F(FollowUp, makes_a_case_of_every_bad_rating_that_counts_and_every_opinion) {
  const Record bad = box_.at(1).write(Kind::rating, to_json(rating(1, 2)));
  fold_.add(bad);
  fold_.add(box_.at(2).write(Kind::rating, to_json(rating(2, 3))));
  fold_.add(box_.at(3).write(Kind::rating, to_json(rating(2, 1))));   // the guest's second one does not count
  fold_.add(box_.at(4).write(Kind::opinion, to_json(opinion(1))));
  const Batch batch = batch_of(5, {5, 4, 3, 3, 1});
  batch.put(fold_);
  EXPECT_EQ(list().cases.size(), 2u) << "a ballot waits for its batch";
  fold_.add(box_.at(5).write(Kind::rating_batch, to_json(batch.body)));
  const FollowUpList all = list();
  ASSERT_EQ(all.cases.size(), 3u);
  const FollowUpCase* named = all.find(case_number(bad.id));
  ASSERT_NE(named, nullptr);
  EXPECT_EQ(named->source, CaseSource::rating);
  EXPECT_EQ(named->registration, registration(1));
  EXPECT_EQ(named->subject_label, "局工作");
  EXPECT_EQ(named->owner, "办公室");
  EXPECT_EQ(named->grade_label, "不满意");
  EXPECT_THAT(named->tags, ElementsAre("时间太紧"));
  const FollowUpCase* ballot = all.find(case_number(batch.ballots[4].id));
  ASSERT_NE(ballot, nullptr);
  EXPECT_FALSE(ballot->registration);
  EXPECT_EQ(ballot->grade, 1);
  EXPECT_EQ(all.find(opinion(1).number)->owner, "登记中心");
}

TEST_F(FollowUp, starts_each_clock_at_its_anchor) {
  fold_.add(box_.at(86'400).write(Kind::opinion, to_json(opinion(1))));   // written the day after
  const FollowUpList all = list();
  const FollowUpCase& one = all.cases.at(0);
  EXPECT_EQ(one.received, date("2020-11-18"));
  ASSERT_EQ(one.clocks.size(), 2u);
  EXPECT_EQ(one.clocks[0].due, (DueDate{date("2020-12-08"), false}));   // 15 working days after 2020-11-17
  EXPECT_EQ(one.clocks[0].span, "15 个工作日");
  EXPECT_EQ(one.clocks[1].due, (DueDate{date("2020-11-20"), false}));
  ASSERT_EQ(all.event_clocks.size(), 1u);
  EXPECT_EQ(all.event_clocks[0].to, "县政府政务公开办公室");
  EXPECT_FALSE(all.event_clocks[0].due);
}

TEST_F(FollowUp, marks_a_day_behind_the_calendars_end_as_provisional) {
  plan_.sessions[0].when.year = 2026;
  plan_.sessions[0].when.month = 12;
  plan_.sessions[0].when.day = 28;
  fold_.add(box_.write(Kind::opinion, to_json(opinion(1))));
  EXPECT_TRUE(list().cases.at(0).clocks.at(0).due->provisional);
}

TEST_F(FollowUp, is_moved_by_staff_member_by_member_and_the_last_word_stands) {
  fold_.add(box_.at(1).write(Kind::opinion, to_json(opinion(1))));
  Box other(2);
  const Record late = other.at(50).write(Kind::follow_up, to_json(FollowUpBody{opinion(1).number, CaseState::replied, {}, "已电话答复", "supervisor"}));
  box_.at(20);
  move(opinion(1).number, CaseState::assigned, "林草科");
  const Record closed = box_.at(40).write(Kind::follow_up, to_json(FollowUpBody{opinion(1).number, CaseState::closed, {}, {}, "supervisor"}));
  fold_.add(late);
  fold_.add(closed);
  EXPECT_EQ(list().cases.at(0).state, CaseState::replied);
  EXPECT_EQ(list().cases.at(0).owner, "林草科");
  EXPECT_EQ(list().cases.at(0).note, "已电话答复");
  fold_.add(other.at(60).void_of(late));
  EXPECT_EQ(list().cases.at(0).state, CaseState::closed);
}

TEST_F(FollowUp, is_overdue_the_day_after_until_the_reply_or_the_end) {
  fold_.add(box_.at(1).write(Kind::opinion, to_json(opinion(1))));
  EXPECT_FALSE(is_overdue(list().cases[0], date("2020-11-19")));
  EXPECT_TRUE(is_overdue(list().cases[0], date("2020-11-20")));
  move(opinion(1).number, CaseState::replied);
  EXPECT_FALSE(is_overdue(list().cases[0], date("2020-11-20")));
  EXPECT_TRUE(is_overdue(list().cases[0], date("2020-12-09"))) << "replied is not resolved";
  move(opinion(1).number, CaseState::closed);
  EXPECT_FALSE(is_overdue(list().cases[0], date("2021-12-09")));
}

TEST_F(FollowUp, keeps_number_and_day_of_an_erased_case) {
  const Record said = box_.at(1).write(Kind::opinion, to_json(opinion(1))), rated = box_.at(2).write(Kind::rating, to_json(rating(1, 1)));
  fold_.add(said);
  fold_.add(rated);
  move(opinion(1).number, CaseState::assigned, "登记中心");
  const std::string counts = fold_.erase_counts({said.id, rated.id}, plan_.zone);
  fold_.add(box_.erase({{said.id, rated.id}, "申请", counts}));
  const FollowUpList all = list();
  ASSERT_EQ(all.cases.size(), 2u);
  const FollowUpCase* one = all.find(opinion(1).number);
  ASSERT_NE(one, nullptr);
  EXPECT_TRUE(one->erased);
  EXPECT_EQ(one->text, "（已按规定删除）");
  EXPECT_EQ(one->received, date("2020-11-17"));
  EXPECT_EQ(one->state, CaseState::assigned) << "what staff did stays";
  EXPECT_EQ(all.find(case_number(rated.id))->grade, 0);
}

TEST_F(FollowUp, names_a_reason_that_the_catalogue_no_longer_has) {
  RatingBody body = rating(1, 2);
  body.tags = {"K299", "K202"};
  fold_.add(box_.write(Kind::rating, to_json(body)));
  EXPECT_THAT(list().cases.at(0).tags, ElementsAre("K299（目录中已无此项）", "时间太紧"));
  words_.catalogue = nullptr;
  EXPECT_THAT(list().cases.at(0).tags, ElementsAre("K299", "K202"));
}

TEST_F(FollowUp, keeps_an_anonymous_comment_apart_and_that_of_a_sealed_sheet_unsaid) {
  const Batch batch = batch_of(5, {5, 4, 3, 3, 1}), sheet = batch_of(6, {0, 0, 0, 0, 0}, "hall");
  fold_.add(batch.body.batch, BallotText{uuid_of(1, 0x7E), std::string(kEventId), "main", "bureau", "路程太远", {}});
  fold_.add(sheet.body.batch, BallotText{uuid_of(2, 0x7E), std::string(kEventId), "main", "hall", "很好", "words"});
  EXPECT_TRUE(list().comments.empty()) << "not before their batches";
  fold_.add(box_.write(Kind::rating_batch, to_json(batch.body)));
  fold_.add(box_.write(Kind::rating_batch, to_json(sheet.body)));
  words_.sealed = {"sheet"};
  ASSERT_EQ(list().comments.size(), 1u);
  EXPECT_EQ(list().comments[0].text, "路程太远");
  words_.sealed.clear();
  ASSERT_EQ(list().comments.size(), 2u);
  EXPECT_EQ(std::ranges::count(list().comments, "想说的话", &Comment::item), 1);
}

TEST_F(FollowUp, finds_a_case_in_any_way_of_typing_its_number) {
  fold_.add(box_.write(Kind::opinion, to_json(opinion(1))));
  std::string typed = opinion(1).number;
  std::ranges::transform(typed, typed.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  std::erase(typed, '-');
  const FollowUpList all = list();
  EXPECT_NE(all.find(typed), nullptr);
  EXPECT_EQ(all.find("nothing"), nullptr);
}

TEST_F(FollowUp, is_the_same_list_in_any_order_and_with_repetitions) {
  EXPECT_TRUE(rc::check([&](std::uint32_t seed) {
    std::mt19937 random(seed);
    const Voices voices = Voices::make(random);
    const auto numbers = [&](std::mt19937 order) {
      CaseFold fold;
      voices.put_shuffled(fold, order);
      std::vector<std::string> out;
      for (const FollowUpCase& one : fold.list(plan_, words_).cases) out.push_back(one.number + " " + base::to_string(one.received) + " " + std::to_string(one.grade));
      return out;
    };
    RC_ASSERT(numbers(std::mt19937(1)) == numbers(std::mt19937(2)));
  }));
}

}  // namespace
}  // namespace openday::event
