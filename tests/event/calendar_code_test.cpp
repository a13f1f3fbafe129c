#include "kiosk/event/calendar_code.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "kiosk/base/qr_code.h"
#include "kiosk/base/utf8.h"
#include "tests/event/plan_builder.h"

namespace openday::event::testing {
namespace {

const base::Instant kStamp = at("08:00", "2026-11-16");

std::string text_of(PlanBuilder& builder, const std::vector<CorrectionBody>& corrections = {}) {
  return calendar_text(builder.plan(), builder.look("07:00", corrections), kStamp).value_or("-");
}
bool has_line(const std::string& text, const std::string& line) { return ("\r\n" + text).find("\r\n" + line + "\r\n") != std::string::npos; }

PlanBuilder morning() {
  PlanBuilder builder;
  builder.window("08:40", "11:30").row("集中", "08:30", "08:40").row("参观", "08:40", "11:30");
  return builder;
}

TEST(CalendarCode, is_one_event_from_the_first_row_to_the_last_in_utc) {
  PlanBuilder builder = morning();
  const std::string text = text_of(builder);
  EXPECT_EQ(text.rfind("BEGIN:VEVENT\r\n", 0), 0u);
  EXPECT_TRUE(text.ends_with("END:VEVENT\r\n"));
  EXPECT_TRUE(has_line(text, "UID:TEST-main@openday"));
  EXPECT_TRUE(has_line(text, "DTSTAMP:20261116T000000Z"));
  EXPECT_TRUE(has_line(text, "DTSTART:20261117T003000Z"));
  EXPECT_TRUE(has_line(text, "DTEND:20261117T033000Z"));
  EXPECT_TRUE(has_line(text, "DESCRIPTION:08:30 集中\\n08:40 参观"));
}

TEST(CalendarCode, follows_what_staff_changed) {
  PlanBuilder builder = morning();
  EXPECT_TRUE(has_line(text_of(builder, {correction(CorrectionKind::delay, {}, 30)}), "DTSTART:20261117T010000Z"));
}

TEST(CalendarCode, has_no_end_where_the_plan_has_none) {
  PlanBuilder builder;
  builder.window("14:30").row("观摩").row("征求意见");
  const std::string text = text_of(builder);
  EXPECT_TRUE(has_line(text, "DTSTART:20261117T063000Z"));
  EXPECT_EQ(text.find("DTEND"), std::string::npos);
}

TEST(CalendarCode, has_no_end_when_an_untimed_row_comes_last) {
  PlanBuilder builder;
  builder.row("观摩", "09:00", "10:30").row("参观办公楼");
  builder.last().untimed_after = true;
  EXPECT_EQ(text_of(builder).find("DTEND"), std::string::npos);
}

TEST(CalendarCode, takes_the_whole_day_when_only_the_day_is_known) {
  PlanBuilder builder;
  builder.row("观摩");
  EXPECT_TRUE(has_line(text_of(builder), "DTSTART;VALUE=DATE:20261117"));
}

TEST(CalendarCode, offers_nothing_without_a_day_or_when_it_is_off) {
  PlanBuilder undated;
  undated.without_date().row("观摩");
  EXPECT_EQ(text_of(undated), "-");
  PlanBuilder builder = morning();
  for (const char* state : {"postponed", "cancelled", "closed"}) EXPECT_EQ(text_of(builder, {correction(CorrectionKind::session_state, {}, {}, state)}), "-");
}

TEST(CalendarCode, escapes_what_has_a_meaning_in_a_calendar) {
  PlanBuilder builder;
  builder.row("问,答;交\\流", "09:00", "10:00");
  EXPECT_TRUE(has_line(text_of(builder), "DESCRIPTION:09:00 问\\,答\\;交\\\\流"));
}

TEST(CalendarCode, leaves_out_what_was_dropped_and_whom_it_does_not_concern) {
  PlanBuilder builder;
  builder.row("观摩", "09:00", "10:00").row("列席集中", "09:30", "10:00");
  builder.last().audience = {"cadre"};
  builder.row("座谈", "10:00", "11:00");
  EXPECT_TRUE(has_line(text_of(builder, {correction(CorrectionKind::skip, "观摩")}), "DESCRIPTION:10:00 座谈"));
}

RC_GTEST_PROP(CalendarCodeProperty, fits_version_twelve_on_whole_characters_and_short_lines, ()) {
  PlanBuilder builder;
  const int rows = *rc::gen::inRange(0, 40);
  for (int i = 0; i < rows; ++i) {
    std::string title;
    const int length = *rc::gen::inRange(1, 30);
    for (int k = 0; k < length; ++k) title += *rc::gen::element<std::string>("登", "记", "a", ",", ";", "\\", "𬀩", " ", "\n");
    builder.row(title, *rc::gen::arbitrary<bool>() ? base::clock_text(Minutes(480 + 10 * i)) : std::string());
  }
  const std::string text = text_of(builder);
  RC_ASSERT(text.size() <= kCalendarBytes);
  RC_ASSERT(base::is_utf8(text));
  const auto code = base::make_qr_code(text, base::QrLevel::low);
  RC_ASSERT(code.has_value());
  RC_ASSERT(code->version <= 12);
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t end = text.find("\r\n", from);
    RC_ASSERT(end != std::string::npos);
    RC_ASSERT(end - from <= 75u);
    RC_ASSERT(base::is_utf8(text.substr(from, end - from)));
    from = end + 2;
  }
}

}  // namespace
}  // namespace openday::event::testing
