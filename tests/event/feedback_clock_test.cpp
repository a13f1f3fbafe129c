#include "kiosk/event/feedback_clock.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kiosk/event/plan_reader.h"
#include "kiosk/event/plan_text.h"
#include "tests/support/files.h"

namespace openday::event {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

WorkdayCalendar china() {
  const std::string file = OPENDAY_SOURCE_DIR "/config/calendar/holidays.json";
  return WorkdayCalendar::parse(support::read_text(file), file).value();
}
Plan plan_of(const std::string& file) {
  const std::string path = OPENDAY_SOURCE_DIR "/config/plans/" + file;
  return *read_plan(support::read_text(path), path).plan;
}
FeedbackDuty duty(int n, ClockUnit unit) {
  FeedbackDuty out;
  out.n = n;
  out.unit = unit;
  return out;
}
const Date kDay = *base::parse_date("2023-09-28");

TEST(FeedbackClock, counts_working_days_by_the_calendar) {
  const WorkdayCalendar calendar = china();
  EXPECT_EQ(base::to_string(due_date(duty(15, ClockUnit::workday), kDay, &calendar)->date), "2023-10-25");
  EXPECT_EQ(due_date(duty(15, ClockUnit::workday), kDay, nullptr), std::nullopt) << "not guessed without a calendar";
}

TEST(FeedbackClock, counts_calendar_days_without_one) {
  EXPECT_EQ(base::to_string(due_date(duty(2, ClockUnit::calendar_day), kDay, nullptr)->date), "2023-09-30");
  EXPECT_EQ(due_date(FeedbackDuty{}, kDay, nullptr), std::nullopt) << "限期 without a number has no date";
}

TEST(FeedbackClock, has_no_end_of_the_event_while_a_session_has_no_date) {
  EXPECT_EQ(base::to_string(*event_end(plan_of("01-county-symposium.toml"), {})), "2023-09-28");
  EXPECT_EQ(event_end(plan_of("04-district-two-sessions.toml"), {}), std::nullopt);
}

TEST(FeedbackClock, ends_on_the_day_on_which_staff_held_it) {
  const Plan plan = plan_of("04-district-two-sessions.toml");
  std::vector<CorrectionBody> held;
  for (const Session& session : plan.sessions) {
    EXPECT_EQ(event_end(plan, held), std::nullopt);
    CorrectionBody body;
    body.what = CorrectionKind::held_on;
    body.session = session.id;
    body.text = held.empty() ? "2020-11-20" : "2020-12-15";
    held.push_back(body);
  }
  EXPECT_EQ(base::to_string(*event_end(plan, held)), "2020-12-15");
}

TEST(FeedbackClock, shows_its_dates_in_plan_show) {
  const WorkdayCalendar calendar = china();
  EXPECT_THAT(plan_text(plan_of("01-county-symposium.toml"), &calendar), HasSubstr("办结：活动结束后 15个工作日内，到 2023-10-25 止"));
  EXPECT_THAT(plan_text(plan_of("01-county-symposium.toml")), Not(HasSubstr("2023-10-25")));
  EXPECT_THAT(plan_text(plan_of("06-county-green.toml"), &calendar), HasSubstr("内部总结：活动结束后 2日内，到 2021-09-30 止"));
}

TEST(FeedbackClock, says_that_a_date_beyond_the_calendar_is_provisional) {
  const WorkdayCalendar calendar = china();
  Plan plan = plan_of("01-county-symposium.toml");
  plan.sessions[0].when.year = 2026;
  plan.sessions[0].when.month = 12u;
  EXPECT_THAT(plan_text(plan, &calendar), HasSubstr("止（暂定：放假安排尚未公布）"));
}

TEST(FeedbackClock, a_guest_is_told_the_first_date_that_concerns_them) {
  const WorkdayCalendar calendar = china();
  Plan plan = plan_of("01-county-symposium.toml");   // 2023-09-28: settled and answered within 15 working days, both
  EXPECT_EQ(base::to_string(guest_due(plan, false, kDay, event_end(plan, {}), &calendar)->due.date), "2023-10-25");
  EXPECT_EQ(guest_due(plan, false, kDay, event_end(plan, {}), &calendar)->workdays, 15);
  plan.feedback.push_back({FeedbackKind::reply_written, {}, {}, {}, 3, ClockUnit::calendar_day, ClockAnchor::comment_received});
  EXPECT_EQ(base::to_string(guest_due(plan, true, kDay, event_end(plan, {}), &calendar)->due.date), "2023-10-01");
  EXPECT_EQ(base::to_string(guest_due(plan, false, kDay, event_end(plan, {}), &calendar)->due.date), "2023-10-25") << "nobody asked for a reply";
  plan.feedback = {{FeedbackKind::internal_summary, {}, {}, {}, 2, ClockUnit::calendar_day, ClockAnchor::event_end}};
  EXPECT_FALSE(guest_due(plan, true, kDay, event_end(plan, {}), &calendar).has_value()) << "no duty towards guests";
}

}  // namespace
}  // namespace openday::event
