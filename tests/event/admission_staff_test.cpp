// What only staff may do at the door: walk-ins, the waiting list, screening, and what a supervisor overrides.
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "tests/event/hall_fixture.h"

namespace openday::event {
namespace {

Hall open_hall() {
  Hall hall;
  hall.plan.registration.walk_in = true;
  hall.plan.registration.walk_in_category = "client";
  hall.walk_in();
  return hall;
}

// ---- walk-ins ----

TEST(WalkIn, is_admitted_where_the_plan_has_them_and_counts_by_its_category) {
  Hall hall = open_hall();
  hall.persons = 3;
  EXPECT_EQ(hall.enter().verdict, Verdict::admitted);
  EXPECT_EQ(hall.attendance.persons("YX201117", "s1", "client"), 3);
  const auto present = hall.attendance.present("YX201117", "s1");
  ASSERT_EQ(present.size(), 1u);
  EXPECT_TRUE(present[0].walk_in);
  EXPECT_FALSE(present[0].on_roster);
  EXPECT_TRUE(hall.attendance.conflicts("YX201117").empty());
}

TEST(WalkIn, is_not_registered_without_the_plan_or_without_staff) {
  Hall hall = open_hall();
  hall.plan.registration.walk_in = false;
  EXPECT_EQ(hall.verdict(), Verdict::not_registered);
  hall = open_hall();
  hall.way = Way::code;
  EXPECT_EQ(hall.verdict(), Verdict::not_registered);
  hall = open_hall();
  hall.walk_in("npc");   // the plan has another category for them
  EXPECT_EQ(hall.verdict(), Verdict::not_registered);
}

TEST(WalkIn, declares_what_the_plan_asks_and_leaves_no_answer_in_the_record) {
  Hall hall = open_hall();
  hall.plan.eligibility.min_age = 18;
  hall.walk_in("client", false);
  EXPECT_EQ(hall.verdict(), Verdict::needs_staff);
  hall.walk_in("client", true);
  const Decision decision = hall.decide();
  EXPECT_EQ(decision.verdict, Verdict::admitted);
  const auto& guest = std::get<WalkIn>(*hall.presented);
  EXPECT_EQ(to_json(walk_in_body(decision, hall.context(), guest)),
            R"({"registration":")" + to_string(guest.registration) + R"(","session":"s1","persons":1,"category":"client","declared":true})");
}

TEST(WalkIn, takes_no_seat_that_an_absent_guest_keeps) {
  Hall hall = open_hall();
  hall.plan.cap = 3;
  hall.first().persons = 2;
  EXPECT_EQ(walk_in_seats(hall.plan.categories[1], hall.context()), 1);
  EXPECT_EQ(hall.enter().verdict, Verdict::admitted);
  hall.walk_in();
  EXPECT_EQ(hall.verdict(), Verdict::category_full);
  hall.first().session = "s2";   // those seats are of another day
  EXPECT_EQ(hall.verdict(), Verdict::admitted);
}

TEST(WalkIn, takes_the_seats_that_absent_guests_have_waived_after_the_grace) {
  for (const bool waived : {true, false}) {
    Hall hall = open_hall();
    hall.plan.cap = 1;
    hall.plan.confirmation.no_show = waived ? "waived" : "none";
    hall.now = "2020-11-17T08:50:00+08:00";   // 08:40 and ten minutes of grace
    EXPECT_EQ(hall.verdict(), Verdict::category_full);
    hall.now = "2020-11-17T08:50:01+08:00";
    EXPECT_EQ(hall.verdict(), waived ? Verdict::admitted : Verdict::category_full);
    hall.delay(30);
    EXPECT_EQ(hall.verdict(), Verdict::category_full);
    hall.plan.confirmation.grace.reset();
    EXPECT_EQ(hall.verdict(), Verdict::category_full);
  }
}

TEST(WalkIn, who_comes_late_after_all_finds_the_seat_taken_and_a_supervisor_may_let_them_in) {
  Hall hall = open_hall();
  hall.plan.cap = 1;
  hall.plan.confirmation.no_show = "waived";
  hall.now = "2020-11-17T09:30:00+08:00";
  EXPECT_TRUE(admits(hall.enter().verdict));
  hall.presented.reset();
  hall.way = Way::code;
  EXPECT_EQ(hall.verdict(), Verdict::category_full);
  hall.way = Way::staff;
  hall.overridden = {Verdict::category_full};
  const Decision decision = hall.decide();
  EXPECT_EQ(decision.verdict, Verdict::late);
  EXPECT_EQ(decision.overridden, std::vector{Verdict::category_full});
}

TEST(WaitingList, moves_up_into_free_seats_only) {
  Hall hall;
  hall.plan.cap = 2;
  hall.first().state = GuestState::waiting;
  hall.guests.push_back(Hall::guest(testing_records::registration(7), "client"));
  hall.way = Way::staff;
  EXPECT_EQ(hall.verdict(), Verdict::admitted);
  hall.fill("client", 1);   // one seat in use, the other kept
  EXPECT_EQ(hall.verdict(), Verdict::category_full);
  hall.plan.confirmation.no_show = "waived";
  hall.now = "2020-11-17T09:00:00+08:00";
  EXPECT_EQ(hall.verdict(), Verdict::late);
}

// ---- screening ----

Screening step(OnFail on_fail = OnFail::refer) {
  Screening out;
  out.kind = ScreeningKind::symptoms;
  out.on_fail = on_fail;
  return out;
}

TEST(ScreeningRule, names_the_steps_in_force_only) {
  Hall hall;
  hall.plan.screening = {step(), step(), step()};
  hall.plan.screening[1].valid_to = base::parse_date("2020-11-16");
  const Decision decision = hall.decide();
  EXPECT_EQ(decision.verdict, Verdict::needs_screening);
  EXPECT_EQ(decision.screening, (std::vector<const Screening*>{&hall.plan.screening[0], &hall.plan.screening[2]}));
  EXPECT_FALSE(decision.referred);
  EXPECT_FALSE(decision.overridable);   // it has not been asked yet
}

TEST(ScreeningRule, a_recorded_pass_admits_after_a_restart_and_covers_one_admission) {
  Hall hall;
  hall.plan.screening = {step()};
  hall.first().persons = 2;
  hall.screen(kRegistration, true);
  EXPECT_EQ(hall.enter().verdict, Verdict::admitted);
  EXPECT_EQ(hall.verdict(), Verdict::needs_screening);   // the second of the party
  hall.screen(kRegistration, true, 90);
  EXPECT_EQ(hall.verdict(), Verdict::admitted);
}

TEST(ScreeningRule, a_referral_stands_until_staff_screen_again_or_a_supervisor_overrides) {
  Hall hall;
  hall.plan.screening = {step()};
  hall.screen(kRegistration, false);
  const Decision referred = hall.decide();
  EXPECT_EQ(referred.verdict, Verdict::needs_screening);
  EXPECT_TRUE(referred.referred);
  EXPECT_TRUE(referred.overridable);
  hall.overridden = {Verdict::needs_screening};
  EXPECT_EQ(hall.verdict(), Verdict::needs_screening);   // not without staff
  hall.way = Way::staff;
  EXPECT_EQ(hall.verdict(), Verdict::admitted);
  hall.overridden.clear();
  hall.screen(kRegistration, true, 40);
  EXPECT_EQ(hall.verdict(), Verdict::admitted);
}

TEST(ScreeningRule, is_folded_alike_in_any_order_and_follows_voids) {
  EXPECT_TRUE(rc::check([] {
    Box a(1), b(2);
    std::vector<Record> records;
    for (int i = *rc::gen::inRange(1, 8); i > 0; --i) {
      Box& box = *rc::gen::arbitrary<bool>() ? a : b;
      const int second = *rc::gen::inRange(0, 100);
      if (*rc::gen::inRange(0, 3) > 0) records.push_back(box.at(second).write(Kind::screening, to_json(ScreeningBody{kRegistration, "s1", *rc::gen::arbitrary<bool>()})));
      else records.push_back(box.at(second).check_in({.registration = kRegistration, .session = "s1", .category = "npc", .seats = 9}));
      if (*rc::gen::inRange(0, 4) == 0) records.push_back(box.at(second).void_of(records.back()));
    }
    const auto told = [](const std::vector<Record>& in) {
      Attendance out;
      for (const Record& record : in) {
        out.add(record);
        (void)out.screened("YX201117", "s1", kRegistration);   // folded in between, too
      }
      return out.screened("YX201117", "s1", kRegistration);
    };
    auto shuffled = records;
    for (std::size_t i = shuffled.size(); i > 1; --i) std::swap(shuffled[i - 1], shuffled[*rc::gen::inRange<std::size_t>(0, i)]);
    RC_ASSERT(told(records) == told(shuffled));
  }));
}

// ---- the supervisor's word ----

TEST(Override, lifts_what_it_names_and_nothing_else) {
  for (const Verdict verdict : {Verdict::revoked, Verdict::wrong_event, Verdict::registration_cancelled, Verdict::needs_staff}) {
    Hall hall;
    hall.way = Way::staff;
    hall.overridden = {verdict};
    hall.revocations.registrations.insert(kRegistration);
    EXPECT_EQ(hall.verdict(), Verdict::revoked);
    EXPECT_FALSE(hall.decide().overridable);
  }
  Hall hall;
  hall.way = Way::staff;
  hall.now = "2020-11-17T07:00:00+08:00";
  hall.plan.cap = 0;
  hall.overridden = {Verdict::category_full};
  EXPECT_EQ(hall.verdict(), Verdict::early);
  hall.overridden.push_back(Verdict::early);
  EXPECT_EQ(hall.decide().overridden, (std::vector{Verdict::early, Verdict::category_full}));
}

TEST(Override, record_says_verdict_reason_and_registration) {
  const StaffBody body = override_of(Verdict::category_full, "leader-approved", kRegistration, "supervisor");
  EXPECT_EQ(body.what, "override");
  EXPECT_EQ(body.detail, "category-full leader-approved 000102030405060708090a0b0c0d0e0f");
}

// Guests, walk-ins, the waiting list and supervisors at one door: above the cap only by an override of its own.
TEST(Override, never_more_external_persons_than_the_cap_without_one) {
  EXPECT_TRUE(rc::check([] {
    Hall hall;
    hall.plan.registration.walk_in = true;
    hall.plan.registration.walk_in_category = "client";
    hall.plan.cap = *rc::gen::inRange(0, 10);
    hall.plan.categories[1].quota = *rc::gen::inRange(0, 8);
    hall.plan.confirmation.no_show = *rc::gen::element<std::string>("waived", "none");
    hall.guests.clear();
    for (int i = 1; i <= 6; ++i) {
      hall.guests.push_back(Hall::guest(testing_records::registration(i), i % 2 ? "npc" : "client"));
      hall.guests.back().persons = *rc::gen::inRange(1, 4);
      if (i > 4) hall.guests.back().state = GuestState::waiting;
    }
    int beyond = 0;   // persons whom a supervisor let in above the cap or a quota
    int clock = 0;
    for (int i = *rc::gen::inRange(1, 25); i > 0; --i) {
      clock = std::min(clock + *rc::gen::inRange(0, 15), 110);
      hall.now = base::to_rfc3339(instant("2020-11-17T08:05:00+08:00") + std::chrono::minutes(clock));
      hall.persons = *rc::gen::inRange(1, 4);
      hall.overridden.clear();
      if (*rc::gen::inRange(0, 3) == 0) {
        hall.walk_in();
      } else {
        hall.presented = testing_records::registration(*rc::gen::inRange(1, 7));
        hall.way = *rc::gen::element(Way::staff, Way::found);
        hall.fact = true;
      }
      if (*rc::gen::inRange(0, 6) == 0) hall.overridden = {Verdict::category_full};
      const Decision decision = hall.enter();
      if (admits(decision.verdict) && !decision.overridden.empty()) beyond += decision.persons_now;
    }
    RC_ASSERT(hall.attendance.persons(hall.plan.id, "s1") <= *hall.plan.cap + beyond);
    RC_ASSERT(hall.attendance.persons(hall.plan.id, "s1", "client") <= *hall.plan.categories[1].quota + beyond);
    RC_ASSERT(hall.attendance.conflicts(hall.plan.id).empty());
  }));
}

// Whoever holds a place on the roster finds it, however many walk-ins came first, until the plan says it is waived.
TEST(Override, walk_ins_never_cost_an_expected_guest_the_seat) {
  EXPECT_TRUE(rc::check([] {
    Hall hall = open_hall();
    hall.plan.cap = *rc::gen::inRange(2, 10);
    hall.guests.clear();
    for (int i = 1; i <= 2; ++i) hall.guests.push_back(Hall::guest(testing_records::registration(i), i % 2 ? "npc" : "client"));
    for (int i = *rc::gen::inRange(0, 20); i > 0; --i) {
      hall.persons = *rc::gen::inRange(1, 4);
      hall.walk_in();
      hall.enter();
    }
    hall.way = Way::code;
    hall.persons = 1;
    for (int i = 1; i <= 2; ++i) {
      hall.presented = testing_records::registration(i);
      RC_ASSERT(admits(hall.enter().verdict));
    }
  }));
}

}  // namespace
}  // namespace openday::event
