#include "kiosk/event/workdays.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "tests/support/files.h"

namespace openday::event {
namespace {

using base::Date;

Date day(std::string_view text) { return *base::parse_date(text); }

const WorkdayCalendar& china() {
  static const WorkdayCalendar calendar = [] {
    const std::string file = OPENDAY_SOURCE_DIR "/config/calendar/holidays.json";
    return WorkdayCalendar::parse(support::read_text(file), file).value();
  }();
  return calendar;
}

std::string due(std::string_view from, int days) {
  const DueDate due = china().add_workdays(day(from), days);
  return base::to_string(due.date) + (due.provisional ? " provisional" : "");
}

// DOMAIN.md, "Opinions and their clocks".
TEST(Workdays, agree_with_the_vectors_of_the_domain_notes) {
  EXPECT_EQ(due("2023-09-28", 15), "2023-10-25");
  EXPECT_EQ(due("2025-09-28", 15), "2025-10-24");  // a Sunday that was worked
  EXPECT_EQ(due("2022-09-09", 15), "2022-10-08");  // a Saturday that was worked
}

TEST(Workdays, follow_the_announcement_and_not_the_week) {
  EXPECT_TRUE(china().is_workday(day("2020-11-17")));   // a plain Tuesday
  EXPECT_FALSE(china().is_workday(day("2020-11-21")));  // a plain Saturday
  EXPECT_FALSE(china().is_workday(day("2025-10-01")));  // a Wednesday off
  EXPECT_TRUE(china().is_workday(day("2025-10-11")));   // a Saturday worked
}

TEST(Workdays, count_the_day_of_the_event_as_day_zero) {
  EXPECT_EQ(due("2020-11-17", 0), "2020-11-17");
  EXPECT_EQ(due("2020-11-21", 0), "2020-11-21");
  EXPECT_EQ(due("2020-11-17", 1), "2020-11-18");
  EXPECT_EQ(due("2020-11-20", 1), "2020-11-23");
  EXPECT_EQ(due("2020-11-21", 1), "2020-11-23");
}

TEST(Workdays, are_provisional_once_the_count_enters_a_year_without_a_notice) {
  EXPECT_EQ(due("2026-12-30", 1), "2026-12-31");
  EXPECT_EQ(due("2026-12-30", 2), "2027-01-01 provisional");
  EXPECT_EQ(due("2026-12-18", 15), "2027-01-08 provisional");
  EXPECT_EQ(due("2019-12-30", 5), "2020-01-07 provisional");
}

TEST(Workdays, due_dates_are_workdays_and_grow_with_the_count) {
  EXPECT_TRUE(rc::check("add(n) counts n working days", [] {
    const Date from{std::chrono::sys_days(day("2020-01-01")) + std::chrono::days(*rc::gen::inRange(0, 2500))};
    const int days = *rc::gen::inRange(1, 60);
    const DueDate last = china().add_workdays(from, days);
    RC_ASSERT(china().is_workday(last.date));
    int worked = 0;
    for (auto d = std::chrono::sys_days(from) + std::chrono::days(1); d <= std::chrono::sys_days(last.date); d += std::chrono::days(1)) {
      if (china().is_workday(Date{d})) ++worked;
    }
    RC_ASSERT(worked == days);
    RC_ASSERT(china().add_workdays(china().add_workdays(from, days - 1).date, 1).date == last.date);
  }));
}

TEST(CalendarFile, has_the_published_years_and_a_version) {
  for (int year = 2020; year <= 2026; ++year) EXPECT_TRUE(china().knows(std::chrono::year{year})) << year;
  EXPECT_FALSE(china().knows(std::chrono::year{2027}));
  EXPECT_GE(china().version(), 1);
}

struct Broken {
  const char* text;
  CalendarError kind;
  const char* part;
};

TEST(CalendarFile, that_is_wrong_is_refused_by_the_thing_that_is_wrong) {
  constexpr Broken kBroken[] = {
      {"", CalendarError::unreadable, "not JSON"},
      {"{\"schema\":", CalendarError::unreadable, "not JSON"},
      {"[]", CalendarError::wrong_schema, "workday-calendar/1"},
      {R"({"schema":"workday-calendar/2","years":{}})", CalendarError::wrong_schema, "workday-calendar/1"},
      {R"({"schema":1,"years":{}})", CalendarError::wrong_schema, "workday-calendar/1"},
      {R"({"schema":"workday-calendar/1"})", CalendarError::wrong_schema, "years"},
      {R"({"schema":"workday-calendar/1","version":-1,"years":{}})", CalendarError::wrong_schema, "version"},
      {R"({"schema":"workday-calendar/1","years":{"26":{"days_off":[],"make_up_workdays":[]}}})", CalendarError::wrong_schema, "years.26"},
      {R"({"schema":"workday-calendar/1","years":{"2026":[]}})", CalendarError::wrong_schema, "years.2026.days_off"},
      {R"({"schema":"workday-calendar/1","years":{"2026":{"days_off":[]}}})", CalendarError::wrong_schema, "years.2026.make_up_workdays"},
      {R"({"schema":"workday-calendar/1","years":{"2026":{"days_off":["2026-02-30"],"make_up_workdays":[]}}})", CalendarError::wrong_schema,
       "2026-02-30"},
      {R"({"schema":"workday-calendar/1","years":{"2026":{"days_off":[20260101],"make_up_workdays":[]}}})", CalendarError::wrong_schema,
       "20260101"},
      {R"({"schema":"workday-calendar/1","years":{"2026":{"days_off":["2026-01-01"],"make_up_workdays":["2026-01-01"]}}})",
       CalendarError::contradictory, "2026-01-01"}};
  for (const Broken& broken : kBroken) {
    const auto calendar = WorkdayCalendar::parse(broken.text, "calendar.json");
    ASSERT_FALSE(calendar) << broken.text;
    EXPECT_EQ(calendar.error().kind, broken.kind) << broken.text;
    EXPECT_EQ(calendar.error().what.find("calendar.json: "), 0u);
    EXPECT_NE(calendar.error().what.find(broken.part), std::string::npos) << calendar.error().what;
  }
}

}  // namespace
}  // namespace openday::event
