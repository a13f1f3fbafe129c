#include "kiosk/event/retention.h"

#include <gtest/gtest.h>

#include "tests/event/plan_builder.h"
#include "tests/event/record_builder.h"

namespace openday::event {
namespace {

using namespace testing_records;

base::Date day(const char* text) { return *base::parse_date(text); }

Plan plan_with(std::map<std::string, int> days) {
  Plan plan = testing::PlanBuilder().plan();
  plan.id = std::string(kEventId);
  plan.sessions[0].when.year = 2020;   // 17 November 2020, the boxes' day
  plan.privacy.retention_days = std::move(days);
  return plan;
}

Record check_in(Box& box, int guest) {
  CheckInBody body;
  body.registration = registration(guest);
  body.session = "main";
  return box.check_in(body);
}
Record opinion(Box& box, ReplyWay reply) {
  OpinionBody body;
  body.number = "K7Q2-M9XT";
  body.session = "main";
  body.subject = "registration";
  body.text = "办理时间太长";
  body.reply = reply;
  if (reply == ReplyWay::registered) body.registration = registration(1);
  if (reply == ReplyWay::address) body.sealed = "c2VhbGVk";
  return box.write(Kind::opinion, to_json(body));
}
Record walk_in(Box& box, const std::string& name) {
  WalkInBody body;
  body.registration = registration(9);
  body.session = "main";
  body.name = name;
  return box.write(Kind::walk_in, to_json(body));
}

RetentionReview review(const Plan& plan, const std::vector<Record>& records, const char* today, bool acknowledged = true) {
  RetentionFold fold(plan);
  for (const Record& record : records) fold.add(record, false);
  return fold.review(day(today), [&](const Retained&) { return acknowledged; });
}

TEST(Retention, knows_its_fields_and_phone_is_the_contact) {
  for (const RetentionField field : kRetentionFields) EXPECT_EQ(parse_retention_field(to_string(field)), field);
  EXPECT_EQ(parse_retention_field("phone"), RetentionField::contact);
  EXPECT_FALSE(parse_retention_field("default"));
  EXPECT_FALSE(parse_retention_field("fone"));
  EXPECT_EQ(retention_days(plan_with({{"phone", 30}, {"contact", 60}}).privacy, RetentionField::contact), 30);
  EXPECT_EQ(retention_days(plan_with({{"phone", 30}}).privacy, RetentionField::rating), std::nullopt);
  EXPECT_EQ(retention_days(plan_with({{"phone", 30}, {"default", 365}}).privacy, RetentionField::rating), 365);
}

TEST(Retention, keeps_a_record_through_its_last_day) {
  Box box(1);
  const Plan plan = plan_with({{"check_in", 30}});
  const std::vector<Record> records{check_in(box, 1)};
  EXPECT_TRUE(review(plan, records, "2020-12-17").due.empty());
  const auto after = review(plan, records, "2020-12-18");
  ASSERT_EQ(after.due.size(), 1u);
  EXPECT_EQ(after.due[0].until, day("2020-12-17"));
  EXPECT_EQ(after.end, day("2020-11-17"));
}

TEST(Retention, without_days_in_the_plan_ends_never) {
  Box box(1);
  const auto result = review(plan_with({{"phone", 1}}), {check_in(box, 1)}, "2099-01-01");
  EXPECT_TRUE(result.due.empty());
  ASSERT_EQ(result.kept.size(), 1u);
  EXPECT_FALSE(result.kept[0].until);
}

TEST(Retention, takes_a_record_whole_at_the_shortest_of_what_it_holds) {
  Box box(1);
  const Plan plan = plan_with({{"contact", 10}, {"comment", 100}, {"name", 5}, {"check_in", 50}});
  const auto result = review(plan, {opinion(box, ReplyWay::none), opinion(box, ReplyWay::address), opinion(box, ReplyWay::registered), walk_in(box, ""), walk_in(box, "陈㛃")},
                             "2020-11-30");
  EXPECT_EQ(result.due.size(), 4u) << "two opinions with a contact; a named walk-in and whatever else that guest left";
  ASSERT_EQ(result.kept.size(), 1u);
  EXPECT_EQ(result.kept[0].until, day("2021-02-25"));
}

TEST(Retention, holds_back_what_no_bureau_has) {
  Box box(1);
  const auto result = review(plan_with({{"check_in", 1}}), {check_in(box, 1)}, "2021-01-01", false);
  EXPECT_TRUE(result.due.empty());
  EXPECT_EQ(result.unacknowledged.size(), 1u);
  EXPECT_FALSE(result.marks_due);
}

TEST(Retention, counts_from_a_later_record_and_from_a_day_that_staff_named) {
  Box box(1);
  const Plan plan = plan_with({{"comment", 10}});
  const Record late = box.at(20 * 86'400).write(Kind::follow_up, to_json(FollowUpBody{"K7Q2-M9XT", CaseState::replied, {}, "已电话回复", {}}));
  const auto result = review(plan, {late}, "2020-12-10");
  ASSERT_EQ(result.kept.size(), 1u);
  EXPECT_EQ(result.kept[0].until, day("2020-12-17"));
  CorrectionBody moved;
  moved.what = CorrectionKind::held_on;
  moved.session = "main";
  moved.text = "2020-11-25";
  const Record word = box.at(10).write(Kind::correction, to_json(moved));
  EXPECT_EQ(review(plan, {word}, "2020-12-10").end, day("2020-11-25"));
  EXPECT_EQ(review(plan, {word, box.void_of(word)}, "2020-12-10").end, day("2020-11-17")) << "taken back";
}

TEST(Retention, of_a_guessed_clock_counts_from_the_event) {
  Box box(1);
  box.guessed();
  const auto result = review(plan_with({{"check_in", 30}}), {check_in(box, 1)}, "2020-12-01");
  ASSERT_EQ(result.kept.size(), 1u) << "its wall clock says 1970";
  EXPECT_EQ(result.kept[0].until, day("2020-12-17"));
}

TEST(Retention, of_an_event_without_a_day_counts_from_its_last_record) {
  Box box(1);
  Plan plan = plan_with({{"check_in", 30}});
  plan.sessions[0].when = {Precision::to_be_announced, {}, {}, {}, {}, {}, {}};
  const Record first = check_in(box, 1), last = check_in(box.at(5 * 86'400), 2);
  const auto result = review(plan, {first, last}, "2020-12-20");
  EXPECT_TRUE(result.due.empty());
  EXPECT_EQ(result.kept.at(0).until, day("2020-12-22"));
}

TEST(Retention, leaves_what_names_nobody) {
  Box box(1);
  const Plan plan = plan_with({{"default", 1}});
  EXPECT_TRUE(review(plan, {box.note(), box.notice("稍候"), box.staff({"login", "steward", {}}), box.write(Kind::device, to_json(DeviceBody{}))}, "2022-01-01").due.empty());
  EXPECT_EQ(review(plan, {box.staff({"override", "supervisor", "category-full leader " + to_string(registration(1))})}, "2022-01-01").due.size(), 1u);
}

TEST(Retention, forgets_marks_when_nothing_of_the_event_is_left) {
  Box box(1);
  const Plan plan = plan_with({{"rating", 30}, {"comment", 60}});
  const std::vector<Record> records{opinion(box, ReplyWay::none)};
  EXPECT_FALSE(review(plan, records, "2020-12-18").marks_due) << "an opinion is still kept";
  EXPECT_TRUE(review(plan, records, "2021-02-01").marks_due);
  EXPECT_FALSE(review(plan, {}, "2020-12-17").marks_due);
  EXPECT_TRUE(review(plan, {}, "2020-12-18").marks_due);
  EXPECT_FALSE(review(plan_with({}), {}, "2099-01-01").marks_due);
}

TEST(Retention, takes_all_ratings_of_a_guest_together) {
  Box one(1), two(2);
  const auto rated = [](Box& box, const char* text) {
    return box.write(Kind::rating, to_json(RatingBody{registration(1), "main", "bureau", 2, {}, "client", text}));
  };
  const auto result = review(plan_with({{"rating", 300}, {"comment", 30}}), {rated(one, "等了很久"), rated(two, "")}, "2021-01-01");
  EXPECT_EQ(result.due.size(), 2u) << "else the second would count in the erased one's place";
}

}  // namespace
}  // namespace openday::event
