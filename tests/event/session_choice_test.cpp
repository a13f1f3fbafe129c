#include "kiosk/event/session_choice.h"

#include <algorithm>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "kiosk/event/attendance.h"
#include "tests/event/plan_builder.h"
#include "tests/event/record_builder.h"

namespace openday::event::testing {
namespace {

Date day(const char* text) { return *base::parse_date(text); }

CorrectionBody held_on(const std::string& session, const std::string& date) {
  CorrectionBody out;
  out.what = CorrectionKind::held_on;
  out.session = session;
  out.text = date;
  return out;
}

Session session(const std::string& id, When when) {
  Session out;
  out.id = id;
  out.when = when;
  return out;
}

// Programme 4: November and December, no days.
Plan two_months() {
  Plan plan;
  plan.id = "TWO";
  plan.status = PlanStatus::confirmed;
  plan.sessions = {session("s1", {Precision::month, 2026, 11u, {}, {}, {}, {}}), session("s2", {Precision::month, 2026, 12u, {}, {}, {}, {}})};
  Item row;
  row.id = "talk";
  plan.sessions[0].items = {row};
  row.id = "tour";
  plan.sessions[1].items = {row};
  return plan;
}

std::string in_force(const Plan& plan, const char* today, const std::vector<CorrectionBody>& corrections = {}) {
  const Session* found = session_in_force(plan, corrections, day(today));
  return found ? found->id : "-";
}

TEST(SessionChoice, shows_the_next_month_that_can_still_come) {
  const Plan plan = two_months();
  EXPECT_EQ(in_force(plan, "2026-09-01"), "s1");
  EXPECT_EQ(in_force(plan, "2026-11-30"), "s1");
  EXPECT_EQ(in_force(plan, "2026-12-01"), "s2");
  EXPECT_EQ(in_force(plan, "2027-01-05"), "s2");
}

TEST(SessionChoice, takes_ten_days_of_a_month_to_their_last_day) {
  Plan plan = two_months();
  plan.sessions[0].when.ten_days = TenDays::middle;
  plan.sessions[1].when = {Precision::ten_days, 2026, 11u, {}, TenDays::last, {}, {}};
  EXPECT_EQ(in_force(plan, "2026-11-20"), "s1");
  EXPECT_EQ(in_force(plan, "2026-11-21"), "s2");
}

TEST(SessionChoice, takes_a_month_without_its_year_as_one_of_this_year) {
  Plan plan = two_months();
  for (Session& one : plan.sessions) one.when.year.reset();
  EXPECT_EQ(in_force(plan, "2031-12-02"), "s2");
}

TEST(SessionChoice, staff_say_which_session_is_today_and_take_it_back) {
  const Plan plan = two_months();
  EXPECT_EQ(in_force(plan, "2026-11-12", {held_on("s2", "2026-11-12")}), "s2");
  EXPECT_EQ(in_force(plan, "2026-11-13", {held_on("s2", "2026-11-12")}), "s1");
  EXPECT_EQ(in_force(plan, "2026-11-12", {held_on("s2", "2026-11-12"), held_on("s2", "")}), "s1");
  EXPECT_EQ(in_force(plan, "2026-11-12", {held_on("s2", "2026-11-12"), held_on("s1", "2026-11-12")}), "s1");
}

TEST(SessionChoice, has_nothing_without_sessions) { EXPECT_EQ(session_in_force(Plan{}, {}, day("2026-11-12")), nullptr); }

TEST(SessionChoice, a_session_held_today_runs_and_knows_its_day) {
  const Plan plan = two_months();
  const std::vector<CorrectionBody> said{held_on("s1", "2026-11-12")};
  EXPECT_EQ(itinerary_at(plan, plan.sessions[0], {}, at("09:00", "2026-11-12")).state, SessionState::unknown_date);
  const Itinerary today = itinerary_at(plan, plan.sessions[0], said, at("09:00", "2026-11-12"));
  EXPECT_EQ(today.state, SessionState::running);
  EXPECT_EQ(today.day, day("2026-11-12"));
  EXPECT_EQ(itinerary_at(plan, plan.sessions[0], said, at("09:00", "2026-11-11")).state, SessionState::before);
  EXPECT_EQ(itinerary_at(plan, plan.sessions[0], said, at("09:00", "2026-11-13")).state, SessionState::after);
}

TEST(SessionState, held_after_all_whatever_the_plan_says) {
  PlanBuilder builder;
  builder.window("09:00", "11:00").row("a", "09:00", "10:00").status(PlanStatus::postponed, "另行通知");
  CorrectionBody open = correction(CorrectionKind::session_state, {}, {}, std::string(kOpenSession));
  EXPECT_EQ(builder.look("09:30").state, SessionState::postponed);
  EXPECT_EQ(builder.look("09:30", {open}).state, SessionState::running);
  EXPECT_EQ(builder.look("09:30", {open, correction(CorrectionKind::session_state)}).state, SessionState::postponed);
  builder.status(PlanStatus::tentative);
  EXPECT_EQ(builder.look("08:30", {open}).state, SessionState::before);
}

TEST(SessionState, its_reason_is_a_notice_and_goes_with_it) {
  PlanBuilder builder;
  builder.row("a", "09:00", "10:00");
  CorrectionBody postponed = correction(CorrectionKind::session_state, {}, {}, "postponed");
  postponed.reason = "因天气原因";
  EXPECT_EQ(builder.look("09:30", {postponed}).notices, std::vector<std::string>{"因天气原因"});
  EXPECT_TRUE(builder.look("09:30", {postponed, correction(CorrectionKind::session_state, {}, {}, "open")}).notices.empty());
}

TEST(InsertedRow, keeps_its_own_id_when_an_earlier_one_is_taken_back) {
  PlanBuilder builder;
  builder.row("a", "09:00", "10:00");
  CorrectionBody first = correction(CorrectionKind::insert, "a", 10, "合影"), second = correction(CorrectionKind::insert, "a", 15, "茶歇");
  first.row = "+aaaa", second.row = "+bbbb";
  const CorrectionBody skip = correction(CorrectionKind::skip, "+bbbb");
  EXPECT_EQ(row_of(builder.look("09:30", {first, second, skip}), "+bbbb").state, RowState::skipped);
  EXPECT_EQ(row_of(builder.look("09:30", {second, skip}), "+bbbb").state, RowState::skipped);
  EXPECT_EQ(builder.look("09:30", {second, skip}).rows.size(), 2u);
}

// ---- taken back, and in any order of arrival ----

using testing_records::Box;

Record correct(Box& box, const CorrectionBody& body) { return box.write(Kind::correction, to_json(body)); }

TEST(Corrections, are_taken_back_by_a_void_and_come_again_when_that_is_void) {
  Box box(1);
  const Record late = correct(box.at(10), delay("a", 10));
  const Record undone = box.at(20).void_of(late);
  Attendance attendance;
  attendance.add(late);
  ASSERT_EQ(attendance.standing_corrections(testing_records::kEventId).size(), 1u);
  EXPECT_EQ(attendance.standing_corrections(testing_records::kEventId)[0].record, late.id);
  attendance.add(undone);
  EXPECT_TRUE(attendance.corrections(testing_records::kEventId).empty());
  attendance.add(box.at(30).void_of(undone));
  EXPECT_EQ(attendance.corrections(testing_records::kEventId).size(), 1u);
}

RC_GTEST_PROP(CorrectionsProperty, do_not_depend_on_their_order_of_arrival, ()) {
  std::vector<Box> boxes{Box(1), Box(2), Box(3)};
  std::vector<Record> records;
  const int count = *rc::gen::inRange(1, 14);
  for (int i = 0; i < count; ++i) {
    Box& box = boxes[static_cast<std::size_t>(*rc::gen::inRange(0, 3))].at(i * 30);
    if (!records.empty() && *rc::gen::inRange(0, 4) == 0) {
      records.push_back(box.void_of(records[static_cast<std::size_t>(*rc::gen::inRange<std::size_t>(0, records.size()))]));
      continue;
    }
    CorrectionBody body = delay(*rc::gen::element<std::string>("a", "b", "c", ""), *rc::gen::inRange(-20, 30));
    body.what = *rc::gen::element(CorrectionKind::delay, CorrectionKind::skip, CorrectionKind::insert, CorrectionKind::next, CorrectionKind::notice);
    if (body.what == CorrectionKind::insert) body.row = "+" + std::to_string(i), body.text = "新", body.minutes = 10;
    records.push_back(correct(box, body));
  }
  std::vector<Record> arrived = records;
  for (std::size_t i = arrived.size(); i > 1; --i) std::swap(arrived[i - 1], arrived[static_cast<std::size_t>(*rc::gen::inRange<std::size_t>(0, i))]);
  Attendance one, other;
  for (const Record& record : records) one.add(record);
  for (const Record& record : arrived) {
    other.add(record);
    (void)other.corrections(testing_records::kEventId);   // looked at in between
  }
  PlanBuilder builder;
  builder.row("a", "09:00", "09:20").row("b", "09:20", "10:00").row("c", "10:00", "10:30");
  const Itinerary first = builder.look("09:40", one.corrections(testing_records::kEventId)), second = builder.look("09:40", other.corrections(testing_records::kEventId));
  RC_ASSERT(first.rows.size() == second.rows.size());
  for (std::size_t i = 0; i < first.rows.size(); ++i) {
    RC_ASSERT(first.rows[i].id == second.rows[i].id);
    RC_ASSERT(first.rows[i].start == second.rows[i].start);
    RC_ASSERT(first.rows[i].state == second.rows[i].state);
  }
  RC_ASSERT(first.notices == second.notices);
}

}  // namespace
}  // namespace openday::event::testing
