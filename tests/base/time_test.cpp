#include "kiosk/base/time.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace openday::base {
namespace {

using namespace std::chrono_literals;

std::string in_utc(std::string_view text) {
  const auto parsed = parse_rfc3339(text);
  return parsed ? to_rfc3339(parsed->at, 0min) : "refused";
}

TEST(Rfc3339, reads_what_it_writes) {
  const auto parsed = parse_rfc3339("2020-11-17T08:30:00+08:00");
  ASSERT_TRUE(parsed);
  EXPECT_EQ(parsed->offset, 8h);
  EXPECT_EQ(parsed->at.time_since_epoch(), 1605573000s);
  EXPECT_EQ(to_rfc3339(parsed->at, parsed->offset), "2020-11-17T08:30:00+08:00");
}

// RFC 3339 section 5.8.
TEST(Rfc3339, reads_the_examples_of_the_rfc) {
  EXPECT_EQ(in_utc("1985-04-12T23:20:50.52Z"), "1985-04-12T23:20:50.520+00:00");
  EXPECT_EQ(in_utc("1996-12-19T16:39:57-08:00"), "1996-12-20T00:39:57+00:00");
  EXPECT_EQ(in_utc("1937-01-01T12:00:27.87+00:20"), "1937-01-01T11:40:27.870+00:00");
}

TEST(Rfc3339, refuses_leap_seconds_and_hour_24) {
  EXPECT_EQ(in_utc("1990-12-31T23:59:60Z"), "refused");
  EXPECT_EQ(in_utc("1990-12-31T15:59:60-08:00"), "refused");
  EXPECT_EQ(in_utc("2020-11-17T24:00:00+08:00"), "refused");
}

TEST(Rfc3339, knows_the_29th_of_february) {
  EXPECT_EQ(in_utc("2020-02-29T00:00:00Z"), "2020-02-29T00:00:00+00:00");
  EXPECT_EQ(in_utc("2000-02-29T00:00:00Z"), "2000-02-29T00:00:00+00:00");
  EXPECT_EQ(in_utc("2021-02-29T00:00:00Z"), "refused");
  EXPECT_EQ(in_utc("1900-02-29T00:00:00Z"), "refused");
}

TEST(Rfc3339, takes_one_to_nine_fraction_digits_and_keeps_milliseconds) {
  EXPECT_EQ(in_utc("2020-11-17T08:30:00.1Z"), "2020-11-17T08:30:00.100+00:00");
  EXPECT_EQ(in_utc("2020-11-17T08:30:00.001Z"), "2020-11-17T08:30:00.001+00:00");
  EXPECT_EQ(in_utc("2020-11-17T08:30:00.123999999Z"), "2020-11-17T08:30:00.123+00:00");
  EXPECT_EQ(in_utc("2020-11-17T08:30:00.000Z"), "2020-11-17T08:30:00+00:00");
  EXPECT_EQ(in_utc("2020-11-17T08:30:00.Z"), "refused");
  EXPECT_EQ(in_utc("2020-11-17T08:30:00.1234567890Z"), "refused");
  EXPECT_EQ(in_utc("2020-11-17T08:30:00,5Z"), "refused");
}

TEST(Rfc3339, takes_a_space_and_lower_case_letters) {
  EXPECT_EQ(in_utc("2020-11-17 08:30:00z"), "2020-11-17T08:30:00+00:00");
  EXPECT_EQ(in_utc("2020-11-17t08:30:00z"), "2020-11-17T08:30:00+00:00");
}

TEST(Rfc3339, takes_every_offset_and_an_unknown_one_as_utc) {
  EXPECT_EQ(in_utc("2020-11-17T00:00:00+23:59"), "2020-11-16T00:01:00+00:00");
  EXPECT_EQ(in_utc("2020-11-17T00:00:00-00:30"), "2020-11-17T00:30:00+00:00");
  EXPECT_EQ(in_utc("2020-11-17T00:00:00-00:00"), "2020-11-17T00:00:00+00:00");
  EXPECT_EQ(to_rfc3339(parse_rfc3339("2020-11-17T00:00:00Z")->at, -(3h + 30min)), "2020-11-16T20:30:00-03:30");
}

TEST(Rfc3339, refuses_everything_else) {
  for (const char* text :
       {"", "2020-11-17", "2020-11-17T08:30:00", "2020-11-17T08:30Z", "2020-11-17T8:30:00Z", "20-11-17T08:30:00Z", "2020-11-17T08:30:00Zx",
        " 2020-11-17T08:30:00Z", "2020-11-17T08:60:00Z", "2020-13-17T08:30:00Z", "2020-00-17T08:30:00Z", "2020-04-31T08:30:00Z",
        "2020-11-00T08:30:00Z", "2020-11-17T08:30:00+0800", "2020-11-17T08:30:00+8:00", "2020-11-17T08:30:00+24:00",
        "2020-11-17T08:30:00+08:60", "2020-11-17T08:30:00 +08:00", "+020-11-17T08:30:00Z", "2020/11/17T08:30:00Z", "2020-11-17T-1:30:00Z"}) {
    EXPECT_FALSE(parse_rfc3339(text)) << text;
  }
  EXPECT_FALSE(parse_rfc3339(std::string_view("2020-11-17T08:30:00\0", 20)));
}

TEST(Rfc3339, round_trips_every_millisecond_and_offset) {
  EXPECT_TRUE(rc::check("parse(print(t)) == t", [] {
    const auto ms = *rc::gen::inRange<std::int64_t>(-62135596800000, 253402300799999);  // years 1 to 9999
    const Minutes offset{*rc::gen::inRange(-23 * 60 - 59, 23 * 60 + 60)};
    const Instant at{Millis(ms)};
    RC_PRE(date_in(at, offset).year() >= std::chrono::year{1} && date_in(at, offset).year() <= std::chrono::year{9999});
    const auto parsed = parse_rfc3339(to_rfc3339(at, offset));
    RC_ASSERT(parsed.has_value());
    RC_ASSERT(parsed->at == at);
    RC_ASSERT(parsed->offset == offset);
  }));
}

TEST(Date, is_a_day_that_exists) {
  using std::chrono::day, std::chrono::month, std::chrono::year;
  EXPECT_EQ(parse_date("2020-02-29"), (Date{year{2020}, month{2}, day{29}}));
  for (const char* text : {"2021-02-29", "2020-11-31", "2020-11-17T", "2020-11-7", "2020-1-07", "", "2020-11-17 "}) {
    EXPECT_FALSE(parse_date(text)) << text;
  }
  EXPECT_EQ(to_string(Date{year{2020}, month{2}, day{9}}), "2020-02-09");
}

TEST(LocalTime, belongs_to_the_zone_asked_for) {
  const Instant at = parse_rfc3339("2020-11-16T20:30:59.999Z")->at;
  EXPECT_EQ(to_string(date_in(at, kChinaOffset)), "2020-11-17");
  EXPECT_EQ(minutes_of_day(at, kChinaOffset), 4h + 30min);
  EXPECT_EQ(to_string(date_in(at, -5h)), "2020-11-16");
  EXPECT_EQ(minutes_of_day(at, -5h), 15h + 30min);
}

TEST(LocalTime, before_the_epoch_rounds_down) {
  const Instant at{Millis(-1)};
  EXPECT_EQ(to_string(date_in(at, 0min)), "1969-12-31");
  EXPECT_EQ(minutes_of_day(at, 0min), 23h + 59min);
  EXPECT_EQ(to_rfc3339(at, 0min), "1969-12-31T23:59:59.999+00:00");
}

TEST(LocalTime, makes_an_instant_also_past_midnight) {
  const Date date = *parse_date("2020-11-17");
  EXPECT_EQ(to_rfc3339(at_local(date, 8h + 30min, kChinaOffset)), "2020-11-17T08:30:00+08:00");
  EXPECT_EQ(to_rfc3339(at_local(date, 25h + 10min, kChinaOffset)), "2020-11-18T01:10:00+08:00");
}

TEST(ClockText, may_pass_midnight) {
  EXPECT_EQ(clock_text(8h + 5min), "08:05");
  EXPECT_EQ(clock_text(25h + 10min), "25:10");
}

}  // namespace
}  // namespace openday::base
