#include "kiosk/event/registration_order.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <map>

namespace openday::event {
namespace {

using enum PlaceReason;
constexpr auto kExpected = GuestState::expected, kWaiting = GuestState::waiting, kCancelled = GuestState::cancelled;

Plan plan(RegistrationOrder order, std::optional<int> cap = std::nullopt, bool waitlist = true) {
  Plan out;
  out.categories.resize(3);
  out.categories[0].id = "npc";
  out.categories[1].id = "client";
  out.categories[2].id = "cadre";
  out.categories[2].role = CategoryRole::observer;
  out.cap = cap;
  out.waitlist = waitlist;
  out.registration.order = order;
  return out;
}

Instant at(int minute) { return base::parse_rfc3339("2020-10-20T09:00:00+08:00")->at + Minutes(minute); }

Application one(std::optional<int> minute = std::nullopt, int persons = 1, std::string category = "client") {
  Application out;
  out.category = std::move(category);
  out.persons = persons;
  if (minute) out.registered = at(*minute);
  return out;
}

TEST(RegistrationOrder, invited_guests_stand_as_the_list_has_them) {
  Plan city = plan(RegistrationOrder::invite, 1);
  auto cancelled = one();
  cancelled.written = kCancelled;
  auto waiting = one();
  waiting.written = kWaiting;
  const Placing placing = place_registrations(city, {one(), one(), cancelled, waiting});
  EXPECT_EQ(placing.places, (std::vector<Place>{{kExpected, as_written}, {kExpected, as_written}, {kCancelled, as_written}, {kWaiting, as_written}}));
  EXPECT_EQ(placing.waiting, std::vector<std::size_t>{3});
}

TEST(RegistrationOrder, who_registers_first_has_the_place_and_ties_go_by_the_list) {
  const Placing placing = place_registrations(plan(RegistrationOrder::first_come, 2), {one(30), one(10), one(20), one(10), one()});
  EXPECT_EQ(placing.places, (std::vector<Place>{{kWaiting, cap_full}, {kExpected, in_turn}, {kWaiting, cap_full}, {kExpected, in_turn}, {kWaiting, cap_full}}));
  EXPECT_EQ(placing.waiting, (std::vector<std::size_t>{2, 0, 4}));   // by time; without one last
}

TEST(RegistrationOrder, without_a_waiting_list_who_finds_no_place_is_cancelled) {
  const Placing placing = place_registrations(plan(RegistrationOrder::first_come, 1, false), {one(1), one(2)});
  EXPECT_EQ(placing.places[1], (Place{kCancelled, cap_full}));
  EXPECT_TRUE(placing.waiting.empty());
}

TEST(RegistrationOrder, a_party_has_a_place_whole_or_not_and_a_smaller_one_may_take_what_is_left) {
  const Placing placing = place_registrations(plan(RegistrationOrder::first_come, 4), {one(1, 3), one(2, 2), one(3, 1)});
  EXPECT_EQ(placing.places[0].state, kExpected);
  EXPECT_EQ(placing.places[1], (Place{kWaiting, cap_full}));
  EXPECT_EQ(placing.places[2].state, kExpected);
}

TEST(RegistrationOrder, quotas_joint_quotas_and_sessions_have_their_own_limits) {
  Plan city = plan(RegistrationOrder::first_come, 100);
  city.categories[0].quota = 1;
  city.joint_quotas = {{{"npc", "client"}, 2}};
  city.sessions.resize(2);
  city.sessions[0].id = "s1";
  city.sessions[0].cap = 1;
  city.sessions[1].id = "s2";
  EXPECT_EQ(place_registrations(city, {one(1, 2, "npc")}).places[0].reason, quota_full);
  auto first = one(1), second = one(2), third = one(3, 1, "npc"), other = one(4);
  first.session = second.session = "s1";
  third.session = other.session = "s2";
  const Placing placing = place_registrations(city, {first, second, third, other});
  EXPECT_EQ(placing.places, (std::vector<Place>{{kExpected, in_turn}, {kWaiting, session_full}, {kExpected, in_turn}, {kWaiting, joint_quota_full}}));
}

TEST(RegistrationOrder, observers_and_staff_take_no_seat_of_the_cap) {
  const Placing placing = place_registrations(plan(RegistrationOrder::first_come, 1), {one(1, 5, "cadre"), one(2)});
  EXPECT_EQ(placing.places[0], (Place{kExpected, as_written}));
  EXPECT_EQ(placing.places[1], (Place{kExpected, in_turn}));
}

TEST(RegistrationOrder, the_deadline_counts_to_its_moment_and_the_opening_from_its) {
  Plan city = plan(RegistrationOrder::first_come, 10);
  city.registration.opens = at(0);
  city.registration.deadline = at(60);
  const Placing placing = place_registrations(city, {one(-1), one(0), one(60), one(61), one()});
  EXPECT_EQ(placing.places, (std::vector<Place>{{kCancelled, before_opening}, {kExpected, in_turn}, {kExpected, in_turn}, {kCancelled, after_deadline}, {kExpected, in_turn}}));
}

TEST(RegistrationOrder, what_the_office_has_promised_stands_before_all_others_and_is_named_when_nothing_is_left) {
  Plan city = plan(RegistrationOrder::first_come, 1);
  city.registration.deadline = at(5);
  auto promised = one(50), another = one(51);
  promised.promised = another.promised = true;
  const Placing placing = place_registrations(city, {one(1), promised, another});
  EXPECT_EQ(placing.places, (std::vector<Place>{{kWaiting, cap_full}, {kExpected, PlaceReason::promised}, {kExpected, PlaceReason::promised}}));
  EXPECT_EQ(placing.over_promised, std::vector<std::size_t>{2});
}

TEST(RegistrationOrder, review_takes_who_passed_and_lets_the_unjudged_wait_last) {
  auto passed = one(5), late = one(9), failed = one(1), pending = one(2), none = one(3);
  passed.review = late.review = Review::passed;
  failed.review = Review::failed;
  pending.review = Review::pending;
  const Placing placing = place_registrations(plan(RegistrationOrder::review, 1), {none, pending, failed, late, passed});
  EXPECT_EQ(placing.places, (std::vector<Place>{{kWaiting, review_pending}, {kWaiting, review_pending}, {kCancelled, review_failed}, {kWaiting, cap_full}, {kExpected, in_turn}}));
  EXPECT_EQ(placing.waiting, (std::vector<std::size_t>{3, 1, 0}));
}

TEST(RegistrationOrder, words_of_exclusion_are_spelled_out) {
  Eligibility eligibility;
  eligibility.exclude = {"两代表一委员", "领导干部"};
  EXPECT_EQ(excluded_words(eligibility), (std::vector<std::string>{"党代表", "党代会代表", "人大代表", "政协委员", "领导干部"}));
}

TEST(RegistrationOrder, no_limit_is_ever_passed_and_nobody_waits_who_would_have_fitted_at_his_turn) {
  EXPECT_TRUE(rc::check([] {
    const int cap = *rc::gen::inRange(1, 30), quota = *rc::gen::inRange(1, 20), count = *rc::gen::inRange(0, 40);
    Plan city = plan(RegistrationOrder::first_come, cap);
    city.categories[0].quota = quota;
    std::vector<Application> list;
    for (int i = 0; i < count; ++i) list.push_back(one(*rc::gen::inRange(0, 10), *rc::gen::inRange(1, 5), *rc::gen::inRange(0, 2) ? "npc" : "client"));
    const Placing placing = place_registrations(city, list);
    std::vector<std::size_t> order(list.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::ranges::stable_sort(order, {}, [&](std::size_t i) { return *list[i].registered; });
    int all = 0;
    std::map<std::string, int> own;
    for (const std::size_t i : order) {
      const bool fits = all + list[i].persons <= cap && (list[i].category != "npc" || own["npc"] + list[i].persons <= quota);
      RC_ASSERT((placing.places[i].state == kExpected) == fits);
      if (!fits) continue;
      all += list[i].persons;
      own[list[i].category] += list[i].persons;
    }
  }));
}

}  // namespace
}  // namespace openday::event
