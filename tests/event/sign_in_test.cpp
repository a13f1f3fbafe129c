// Who stands on the sign-in sheet, in which order, and how persons add up.
#include "kiosk/event/sign_in.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "kiosk/event/day_summary.h"
#include "tests/event/record_builder.h"

namespace openday::event {
namespace {

using namespace testing_records;
using ::testing::ElementsAre;

Plan plan_of_two_sessions() {
  Plan plan;
  plan.id = std::string(kEventId);
  plan.name = "政府开放日";
  for (const char* id : {"s1", "s2"}) {
    plan.sessions.emplace_back().id = id;
    plan.sessions.back().title = id;
    plan.sessions.back().when = {Precision::date, 2020, 11, 17, {}, {}, {}};
  }
  plan.categories.emplace_back().id = "npc";
  plan.categories.back().label = "人大代表";
  return plan;
}

Guest guest(int number, const char* name, int persons = 1, GuestState state = GuestState::expected, const char* session = "") {
  Guest out;
  out.registration = registration(number);
  out.name = name;
  out.category = "npc";
  out.persons = persons;
  out.state = state;
  out.session = session;
  return out;
}

CheckInBody came(int number, int persons = 1, Way way = Way::code) {
  CheckInBody out;
  out.registration = registration(number);
  out.session = "s1";
  out.persons = persons;
  out.category = "npc";
  out.way = way;
  out.seats = persons;
  return out;
}

WalkInBody walked_in(int number, std::string name) {
  WalkInBody out;
  out.registration = registration(number);
  out.session = "s1";
  out.category = "npc";
  out.name = std::move(name);
  return out;
}

struct Door {
  Plan plan = plan_of_two_sessions();
  Roster roster;
  Attendance attendance;
  Box box{1};
  explicit Door(std::vector<Guest> guests) : roster(std::string(kEventId), 1, std::move(guests)) {
    for (const Guest& one : roster.guests()) attendance.set_seats(one.registration, one.persons);
  }
  SignInSheet sheet() { return sign_in_sheet(plan, plan.sessions[0], &roster, attendance); }
};

std::vector<std::string> names(const SignInSheet& sheet) {
  std::vector<std::string> out;
  for (const SignInRow& row : sheet.rows) out.push_back(row.name);
  return out;
}

TEST(SignIn, lists_the_roster_in_its_order_then_walk_ins_by_time) {
  Door door({guest(1, "甲"), guest(2, "乙"), guest(3, "丙", 1, GuestState::cancelled), guest(4, "丁", 1, GuestState::expected, "s2")});
  Box other(2);
  door.attendance.add(other.at(2400).write(Kind::walk_in, to_json(walked_in(90, "后来"))));
  door.attendance.add(door.box.at(1800).write(Kind::walk_in, to_json(walked_in(91, ""))));
  door.attendance.add(door.box.at(2160).check_in(came(2)));
  const SignInSheet sheet = door.sheet();
  EXPECT_THAT(names(sheet), ElementsAre("甲", "乙", "（未留姓名）", "后来"));
  EXPECT_EQ(sheet.rows[0].remark, "未到");
  EXPECT_TRUE(sheet.rows[0].time.empty());
  EXPECT_EQ(sheet.rows[1].time, "08:36");
  EXPECT_EQ(sheet.rows[1].way, "扫码");
  EXPECT_EQ(sheet.rows[2].way, "现场补登");
  EXPECT_EQ(sheet.day, "2020-11-17");
}

TEST(SignIn, says_of_a_cancelled_or_waiting_guest_who_came_what_the_roster_said) {
  Door door({guest(1, "甲", 1, GuestState::cancelled), guest(2, "乙", 1, GuestState::waiting), guest(3, "丙", 1, GuestState::expected, "s2")});
  for (const int number : {1, 2, 3}) door.attendance.add(door.box.at(number).check_in(came(number, 1, Way::staff)));
  const SignInSheet sheet = door.sheet();
  ASSERT_THAT(names(sheet), ElementsAre("甲", "乙", "丙"));
  EXPECT_EQ(sheet.rows[0].remark, "名单上已取消");
  EXPECT_EQ(sheet.rows[1].remark, "候补");
  EXPECT_EQ(sheet.rows[2].remark, "名单上为另一场");
  EXPECT_EQ(sheet.unexpected, 3);
  EXPECT_EQ(sheet.expected, 0);
}

TEST(SignIn, counts_persons_of_a_party_that_came_in_part) {
  Door door({guest(1, "甲", 3)});
  door.attendance.add(door.box.at(1).check_in(came(1, 2)));
  const SignInSheet sheet = door.sheet();
  EXPECT_EQ(sheet.expected, 3);
  EXPECT_EQ(sheet.came, 2);
  EXPECT_EQ(sheet.absent, 1);
  EXPECT_EQ(sheet.rows[0].remark, "登记 3 人");
}

TEST(SignIn, leaves_who_was_undone_absent) {
  Door door({guest(1, "甲")});
  const Record record = door.box.at(1).check_in(came(1));
  door.attendance.add(record);
  door.attendance.add(door.box.at(2).void_of(record));
  EXPECT_TRUE(door.sheet().rows[0].absent());
}

TEST(SignIn, marks_a_guest_two_boxes_admitted_for_staff_to_settle) {
  Door door({guest(1, "甲")});
  Box other(2);
  door.attendance.add(door.box.at(1).check_in(came(1)));
  door.attendance.add(other.at(9).check_in(came(1)));
  EXPECT_EQ(door.sheet().rows[0].remark, "待核对");
  EXPECT_EQ(door.sheet().came, 1);
}

// Whatever came in whatever order: expected = came of the expected + absent, and all who came = those + the unexpected + the erased.
TEST(SignIn, adds_up_for_any_day) {
  rc::check("sums", [] {
    std::vector<Guest> guests;
    const int expected = *rc::gen::inRange(0, 12);
    for (int i = 0; i < expected; ++i) guests.push_back(guest(i, "客", *rc::gen::inRange(1, 5), static_cast<GuestState>(*rc::gen::inRange(0, 3)), *rc::gen::element("", "s1", "s2")));
    Door door(guests);
    for (int i = *rc::gen::inRange(0, 20); i > 0; --i) {
      const int number = *rc::gen::inRange(0, 16);
      door.attendance.add(door.box.at(*rc::gen::inRange(0, 9000)).check_in(came(number, *rc::gen::inRange(1, 4))));
    }
    const SignInSheet sheet = door.sheet();
    int wanted = 0, here = 0, outside = 0;
    for (const SignInRow& row : sheet.rows) {
      wanted += row.expected;
      here += row.came;
      if (row.expected == 0) outside += row.came;
      RC_ASSERT(row.absent() == row.time.empty());
    }
    RC_ASSERT(sheet.expected == wanted);
    RC_ASSERT(sheet.came == here + sheet.erased);
    RC_ASSERT(sheet.unexpected == outside);
    RC_ASSERT(sheet.expected == here - outside + sheet.absent);
  });
}

TEST(SignIn, table_names_the_session_only_where_there_are_several) {
  Door door({guest(1, "甲")});
  EXPECT_EQ(sign_in_table({door.sheet()}).columns.front().key, "number");
  const DataTable both = sign_in_table(sign_in_sheets(door.plan, &door.roster, door.attendance));
  EXPECT_EQ(both.columns.front().key, "session");
  EXPECT_EQ(both.rows.size(), 2u) << "a guest of every session is expected in each";
  for (const auto& row : both.rows) EXPECT_EQ(row.size(), both.columns.size());
}

TEST(DaySummary, counts_arrivals_by_the_quarter_hour_without_a_gap) {
  Door door({guest(1, "甲", 3), guest(2, "乙")});
  door.attendance.add(door.box.at(60).check_in(came(1, 3)));
  door.attendance.add(door.box.at(40 * 60).check_in(came(2)));
  const DaySummary summary = day_summary(door.plan, &door.roster, door.attendance, {}, {}, *base::parse_date("2020-11-17"));
  std::vector<std::pair<std::string, int>> found;
  for (const SummaryQuarter& one : summary.sessions.at(0).arrivals) found.emplace_back(base::clock_text(one.from), one.persons);
  EXPECT_THAT(found, ElementsAre(std::pair("08:00", 3), std::pair("08:15", 0), std::pair("08:30", 1)));
  EXPECT_EQ(summary.sessions[0].categories.at(0).came, 4);
  EXPECT_TRUE(summary.sessions[0].sheet.rows.empty()) << "no guest is named in a summary";
}

TEST(DaySummary, groups_opinions_by_subject_most_first_and_leaves_ratings_out) {
  FollowUpList list;
  for (int i = 0; i < 10; ++i) {
    FollowUpCase& one = list.cases.emplace_back();
    one.source = i == 0 ? CaseSource::rating : CaseSource::opinion;
    one.subject_label = i < 3 ? "窗口" : "登记";
    one.text = "话" + std::to_string(i);
    one.state = i == 4 ? CaseState::closed : CaseState::open;
  }
  const DaySummary summary = day_summary(plan_of_two_sessions(), nullptr, Attendance(), {}, list, *base::parse_date("2020-11-17"));
  ASSERT_EQ(summary.opinions.size(), 2u);
  EXPECT_EQ(summary.opinions[0].label, "登记");
  EXPECT_EQ(summary.opinions[0].count, 7);
  EXPECT_EQ(summary.opinions[0].texts.size(), kMostTexts);
  EXPECT_EQ(summary.opinion_count, 9);
  EXPECT_EQ(summary.closed, 1);
}

}  // namespace
}  // namespace openday::event
