// What is left of the plan's places, whose turn it is, and the roster as the moves leave it.
#include "kiosk/event/waitlist.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "tests/event/hall_fixture.h"

namespace openday::event {
namespace {

using testing_records::registration;

bool always(const Guest&, const Category&) { return true; }

// Four places for clients, of whom `expected` are on the list and `waiting` wait, each with so many persons.
struct Places : Hall {
  GuestMoves moves;

  Places(const std::vector<int>& expected, const std::vector<int>& waiting, int quota = 4) {
    plan.categories[1].quota = quota;
    guests.clear();
    for (const int party : expected) add(party, GuestState::expected);
    for (const int party : waiting) add(party, GuestState::waiting);
  }
  void add(int party, GuestState state) {
    Guest one = guest(registration(static_cast<int>(guests.size()) + 1), "client");
    one.persons = party;
    one.state = state;
    guests.push_back(one);
  }
  void decide(int guest, WaitlistMove move) { moves[registration(guest)] = {{}, {}, move}; }
  void come(int guest, int party) {
    CheckInBody body{registration(guest), session, party, "client"};
    body.seats = party;
    attendance.add(box.at(5).check_in(body));
  }
  [[nodiscard]] Roster roster_now() const { return with_moves(Roster("YX201117", 1, guests), moves); }
  SeatCount clients(const Keeps& keeps = always) const {
    const Roster listed = roster_now();
    return seat_counts(plan, plan.sessions[0], &listed, attendance, keeps).front();
  }
  // Guests in line; those who may move up are negative.
  std::vector<int> line(const Keeps& keeps = always) const {
    const Roster listed = roster_now();
    std::vector<SessionSeats> seats;
    for (const Session& one : plan.sessions) seats.push_back({&one, seat_counts(plan, one, &listed, attendance, keeps)});
    std::vector<int> out;
    for (const InLine& one : waiting_line(plan, listed, moves, attendance, seats)) out.push_back(one.guest->registration.bytes[15] * (one.may_move ? -1 : 1));
    return out;
  }
};

TEST(Places, left_are_what_neither_came_nor_is_kept) {
  Places hall({1, 2}, {1});
  EXPECT_EQ(hall.clients().held, 3);
  EXPECT_EQ(hall.clients().left(), 1);
  hall.come(2, 1);
  EXPECT_EQ(hall.clients().came, 1);
  EXPECT_EQ(hall.clients().left(), 1) << "the other one of the party is still expected";
  EXPECT_EQ(hall.clients([](const Guest&, const Category&) { return false; }).left(), 3) << "who stays away has waived";
}

TEST(Places, left_to_a_category_are_the_least_of_all_its_limits) {
  Places hall({1}, {});
  hall.plan.joint_quotas = {{{"npc", "client"}, 3}};
  hall.plan.cap = 2;
  const Roster now = hall.roster_now();
  const auto counts = seat_counts(hall.plan, hall.plan.sessions[0], &now, hall.attendance, always);
  EXPECT_EQ(counts.size(), 3u);
  EXPECT_EQ(places_left(counts, "client"), 1);
  EXPECT_EQ(places_left(counts, "npc"), 1);
  EXPECT_EQ(places_left(counts, "cadre"), std::nullopt);
}

TEST(Places, taken_twice_at_two_boxes_are_told_as_over) {
  Places hall({1, 1}, {1, 1}, 3);
  hall.decide(3, WaitlistMove::up);
  hall.decide(4, WaitlistMove::up);
  EXPECT_EQ(hall.clients().left(), 0);
  EXPECT_EQ(hall.clients().over(), 1);
}

TEST(WaitingLine, lets_as_many_move_up_as_places_are_free_and_a_smaller_party_pass) {
  EXPECT_THAT(Places({1, 1}, {3, 1, 1, 1}).line(), ::testing::ElementsAre(3, -4, -5, 6));
  EXPECT_THAT(Places({2, 2}, {1}).line(), ::testing::ElementsAre(3));
}

TEST(WaitingLine, is_left_by_who_moves_up_declines_or_was_let_in_by_staff) {
  Places hall({1, 1}, {1, 1, 1});
  hall.decide(3, WaitlistMove::declined);
  EXPECT_THAT(hall.line(), ::testing::ElementsAre(-4, -5));
  hall.decide(4, WaitlistMove::up);
  EXPECT_THAT(hall.line(), ::testing::ElementsAre(-5));
  hall.come(5, 1);
  EXPECT_TRUE(hall.line().empty());
}

TEST(WaitingLine, has_a_place_for_every_session_where_the_guest_is_on_the_list_for_every_one) {
  Places hall({}, {1, 1}, 1);
  hall.guests[1].session = "s1";
  CheckInBody other{registration(900), "s2", 1, "client"};
  hall.attendance.add(hall.box.at(1).check_in(other));
  EXPECT_THAT(hall.line(), ::testing::ElementsAre(1, -2)) << "the second session is full";
}

TEST(WithMoves, makes_expected_of_who_moved_up_and_gives_a_released_place_to_the_line) {
  Places hall({1, 1, 1, 1}, {1});
  EXPECT_THAT(hall.line(), ::testing::ElementsAre(5));
  hall.decide(2, WaitlistMove::released);
  EXPECT_THAT(hall.line(), ::testing::ElementsAre(-5));
  hall.decide(5, WaitlistMove::up);
  const Roster now = hall.roster_now();
  EXPECT_EQ(now.find(registration(2))->state, GuestState::waiting);
  EXPECT_EQ(now.find(registration(5))->state, GuestState::expected);
  EXPECT_TRUE(hall.line().empty());
}

TEST(WithMoves, changes_nobody_whom_the_move_does_not_concern) {
  Places hall({1}, {1});
  hall.guests[1].state = GuestState::cancelled;
  hall.decide(1, WaitlistMove::up);
  hall.decide(2, WaitlistMove::up);
  hall.decide(77, WaitlistMove::released);
  const Roster before("YX201117", 1, hall.guests);
  EXPECT_FALSE(moves_anybody(before, hall.moves));
  EXPECT_EQ(hall.roster_now().guests(), before.guests());
}

TEST(Admission, lets_in_at_once_who_moved_up_and_leaves_to_staff_whose_place_was_released) {
  Hall hall;
  hall.first().state = GuestState::waiting;
  const auto verdict = [&](const GuestMoves& moves) {
    const Roster now = with_moves(Roster("YX201117", 1, hall.guests), moves);
    return decide(Presented(hall.code), {.plan = hall.plan, .session = "s1", .roster = &now, .attendance = hall.attendance, .now = {instant(hall.now), "boot", 0, ClockState::synced}}).verdict;
  };
  EXPECT_EQ(verdict({}), Verdict::needs_staff);
  EXPECT_EQ(verdict({{kRegistration, {{}, {}, WaitlistMove::up}}}), Verdict::admitted);
  EXPECT_EQ(verdict({{kRegistration, {{}, {}, WaitlistMove::declined}}}), Verdict::needs_staff);
  hall.first().state = GuestState::expected;
  EXPECT_EQ(verdict({{kRegistration, {{}, {}, WaitlistMove::released}}}), Verdict::needs_staff);
}

// Two places for clients, nobody in; guest 1 was moved up at some time, guest 2 was expected all along. The grace ends at 08:50.
struct Promised : Hall {
  GuestMoves moves;
  std::optional<Roster> listed;

  Promised() {
    plan.categories[1].quota = 2;
    plan.confirmation.no_show = "waived";
    plan.registration.walk_in = true;
    guests = {guest(registration(1), "client"), guest(registration(2), "client")};
    guests[0].state = GuestState::waiting;
  }
  void move_up(const std::string& at, ClockState by = ClockState::synced) { moves[registration(1)] = {{}, at, WaitlistMove::up, by}; }
  AdmissionContext at(const std::string& clock_time) {
    now = "2020-11-17T" + clock_time + ":00+08:00";
    AdmissionContext out = context();
    listed.emplace(with_moves(*roster, moves));
    out.roster = &*listed;
    out.moves = &moves;
    return out;
  }
  int left(const std::string& clock_time) { return *walk_in_seats(plan.categories[1], at(clock_time)); }
  Verdict walk_in_at(const std::string& clock_time) {
    AdmissionContext context = at(clock_time);
    context.way = Way::staff;
    return event::decide(Presented(WalkIn{registration(77), "client", true, {}}), context).verdict;
  }
};

TEST(Keepers, count_who_moved_up_as_expected_until_a_grace_of_his_own_has_run_out) {
  Promised hall;
  EXPECT_EQ(hall.left("08:50"), 1) << "guest 2 is awaited, guest 1 waits";
  hall.move_up("2020-11-17T09:00:00+08:00");
  EXPECT_EQ(hall.left("09:10"), 1) << "guest 2 has waived; guest 1 has until 09:10";
  hall.move_up("2020-11-17T09:00:01+08:00");
  hall.fill("client", 1);
  EXPECT_EQ(hall.left("09:10"), 0);
  EXPECT_EQ(hall.walk_in_at("09:10"), Verdict::category_full);
  EXPECT_EQ(hall.walk_in_at("09:11"), Verdict::admitted) << "nobody waits for ever: 确认后缺席视为主动放弃";
}

TEST(Keepers, give_who_moved_up_before_the_day_the_same_grace_as_everybody) {
  Promised hall;
  hall.move_up("2020-11-10T10:00:00+08:00");
  EXPECT_EQ(hall.left("08:50"), 0);
  EXPECT_EQ(hall.left("08:51"), 2);
}

TEST(Keepers, never_take_a_promise_back_by_a_clock_that_was_guessed) {
  Promised hall;
  hall.move_up("1970-01-01T00:00:00Z", ClockState::guessed);
  EXPECT_EQ(hall.left("11:00"), 1);
  hall.move_up("no time");
  EXPECT_EQ(hall.left("11:00"), 1);
  hall.move_up("2020-11-17T09:00:00+08:00");
  hall.clock = ClockState::guessed;   // this box's
  EXPECT_EQ(hall.left("11:00"), 0);
}

TEST(Keepers, let_nobody_waive_where_the_plan_does_not_say_so) {
  Promised hall;
  hall.move_up("2020-11-17T09:00:00+08:00");
  hall.plan.confirmation.no_show = "none";
  EXPECT_EQ(hall.left("11:00"), 0);
  hall.plan.confirmation.no_show = "waived";
  hall.plan.confirmation.grace.reset();
  EXPECT_EQ(hall.left("11:00"), 0);
}

TEST(Keepers, are_the_same_for_the_places_page_and_for_the_door) {
  Promised hall;
  hall.move_up("2020-11-17T09:00:00+08:00");
  for (const char* clock_time : {"08:40", "08:51", "09:10", "09:11"}) {
    const AdmissionContext context = hall.at(clock_time);
    const auto counts = seat_counts(hall.plan, hall.plan.sessions[0], context.roster, hall.attendance, keepers(context));
    EXPECT_EQ(places_left(counts, "client"), walk_in_seats(hall.plan.categories[1], context)) << clock_time;
  }
}

TEST(WaitingLineProperty, moving_up_whoever_may_never_takes_more_than_there_is_and_leaves_nobody_behind_who_fits) {
  EXPECT_TRUE(rc::check([] {
    const auto parties = *rc::gen::container<std::vector<int>>(rc::gen::inRange(1, 4));
    const int quota = *rc::gen::inRange(0, 12);
    Places hall({1}, parties, quota);
    if (*rc::gen::arbitrary<bool>()) hall.plan.cap = *rc::gen::inRange(1, 12);
    const bool full_before = hall.clients().over() > 0;
    for (auto line = hall.line(); !line.empty();) {
      std::vector<int> movable;
      for (const int one : line)
        if (one < 0) movable.push_back(-one);
      if (movable.empty()) break;
      hall.decide(movable[static_cast<std::size_t>(*rc::gen::inRange(0, static_cast<int>(movable.size())))], WaitlistMove::up);   // any of them, not the first alone
      line = hall.line();
    }
    const Roster now = hall.roster_now();
    const auto counts = seat_counts(hall.plan, hall.plan.sessions[0], &now, hall.attendance, always);
    for (const SeatCount& one : counts) RC_ASSERT(full_before || one.over() == 0 || (hall.plan.cap && *hall.plan.cap < 1));
    for (const int one : hall.line()) RC_ASSERT(now.find(registration(one))->persons > *places_left(counts, "client"));
  }));
}

}  // namespace
}  // namespace openday::event
