#include "kiosk/event/admission.h"

#include <fmt/format.h>
#include <functional>
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <set>

#include "tests/event/hall_fixture.h"

namespace openday::event {
namespace {

struct Scene {
  const char* name;
  Verdict verdict;
  std::function<void(Hall&)> set;
};

// Every verdict, and the ways to it.
const std::vector<Scene>& scenes() {
  static const std::vector<Scene> kScenes{
      {"on the roster, in time", Verdict::admitted, [](Hall&) {}},
      {"found by name, with the fact", Verdict::admitted, [](Hall& h) { h.presented = kRegistration; h.way = Way::found; h.fact = true; }},
      {"foreign code with its fact", Verdict::admitted, [](Hall& h) { h.presented = kRegistration; h.way = Way::foreign_code; h.fact = true; }},
      {"programme only tentative", Verdict::admitted, [](Hall& h) { h.plan.status = PlanStatus::tentative; }},
      {"no roster loaded", Verdict::admitted_not_on_roster, [](Hall& h) { h.with_roster = false; }},
      {"not on the roster", Verdict::admitted_not_on_roster, [](Hall& h) { h.guests.clear(); }},
      {"not on the roster and late", Verdict::admitted_not_on_roster, [](Hall& h) { h.guests.clear(); h.now = "2020-11-17T10:00:00+08:00"; }},
      {"second time", Verdict::already_admitted, [](Hall& h) { h.enter(); }},
      {"second time, when the hall is full", Verdict::already_admitted, [](Hall& h) { h.enter(); h.plan.cap = 0; }},
      {"second time, late", Verdict::already_admitted, [](Hall& h) { h.enter(); h.now = "2020-11-17T10:00:00+08:00"; }},
      {"all seats of a party taken", Verdict::party_complete, [](Hall& h) { h.first().persons = 2; h.persons = 2; h.enter(); }},
      {"before the doors open", Verdict::early, [](Hall& h) { h.now = "2020-11-17T07:59:59+08:00"; }},
      {"the day before, with no opening time", Verdict::early, [](Hall& h) {
         h.plan.confirmation.opens_before.reset(); h.code.not_before.reset(); h.now = "2020-11-16T23:59:59+08:00"; }},
      {"before the code is valid", Verdict::early, [](Hall& h) { h.code.not_before = instant("2020-11-17T08:36:00+08:00"); }},
      {"observer before the own call time", Verdict::early, [](Hall& h) { h.first().category = "cadre"; }},
      {"after start and grace", Verdict::late, [](Hall& h) { h.now = "2020-11-17T08:50:01+08:00"; }},
      {"after the last row", Verdict::late, [](Hall& h) { h.now = "2020-11-17T15:00:00+08:00"; }},
      {"code of another event", Verdict::wrong_event, [](Hall& h) { h.code.event = "OTHER"; }},
      {"registered for another session", Verdict::wrong_session, [](Hall& h) { h.first().session = "s2"; }},
      {"plan postponed", Verdict::event_not_running, [](Hall& h) { h.plan.status = PlanStatus::postponed; }},
      {"plan cancelled", Verdict::event_not_running, [](Hall& h) { h.plan.status = PlanStatus::cancelled; }},
      {"plan closed", Verdict::event_not_running, [](Hall& h) { h.plan.status = PlanStatus::closed; }},
      {"postponed by staff", Verdict::event_not_running, [](Hall& h) { h.say("postponed"); }},
      {"cancelled by staff", Verdict::event_not_running, [](Hall& h) { h.say("cancelled"); }},
      {"the day after", Verdict::event_not_running, [](Hall& h) { h.code.expires.reset(); h.now = "2020-11-18T00:00:01+08:00"; }},
      {"session unknown, postponed", Verdict::event_not_running, [](Hall& h) { h.session = "none"; h.plan.status = PlanStatus::postponed; }},
      {"registration cancelled", Verdict::registration_cancelled, [](Hall& h) { h.first().state = GuestState::cancelled; }},
      {"revoked", Verdict::revoked, [](Hall& h) { h.revocations.registrations.insert(kRegistration); }},
      {"revoked before anything else", Verdict::revoked, [](Hall& h) {
         h.revocations.registrations.insert(kRegistration); h.code.event = "OTHER"; h.plan.status = PlanStatus::cancelled;
         h.code.expires = instant("2020-01-01T00:00:00+08:00"); }},
      {"chosen, but revoked", Verdict::revoked, [](Hall& h) { h.presented = kRegistration; h.revocations.registrations.insert(kRegistration); }},
      {"chosen, but not on the roster", Verdict::not_registered, [](Hall& h) { h.presented = RegistrationId{}; }},
      {"chosen without a roster", Verdict::not_registered, [](Hall& h) { h.presented = kRegistration; h.with_roster = false; }},
      {"forged", Verdict::bad_signature, [](Hall& h) { h.presented = CodeError::bad_signature; }},
      {"unknown issuer", Verdict::unknown_issuer, [](Hall& h) { h.presented = CodeError::unknown_issuer; }},
      {"expired", Verdict::expired, [](Hall& h) { h.code.expires = instant("2020-11-17T08:35:00+08:00"); }},
      {"expired, free-running clock", Verdict::expired, [](Hall& h) {
         h.code.expires = instant("2020-11-17T08:30:00+08:00"); h.clock = ClockState::free_running; }},
      {"damaged", Verdict::unreadable, [](Hall& h) { h.presented = CodeError::damaged; }},
      {"foreign", Verdict::unreadable, [](Hall& h) { h.presented = CodeError::foreign; }},
      {"screening of this day", Verdict::needs_screening, [](Hall& h) {
         Screening one; one.valid_from = kEventDay; one.valid_to = kEventDay; h.plan.screening = {one}; }},
      {"screening without dates", Verdict::needs_screening, [](Hall& h) { h.plan.screening = {Screening{}}; }},
      {"screening passed", Verdict::admitted, [](Hall& h) { h.plan.screening = {Screening{}}; h.screened = true; }},
      {"screening of another day", Verdict::admitted, [](Hall& h) {
         Screening one; one.valid_to = base::parse_date("2020-11-16"); h.plan.screening = {one}; }},
      {"quota used up", Verdict::category_full, [](Hall& h) { h.plan.categories[0].quota = 2; h.fill("npc", 2); }},
      {"party larger than what is left of the quota", Verdict::category_full, [](Hall& h) {
         h.plan.categories[0].quota = 3; h.fill("npc", 2); h.first().persons = 2; h.persons = 2; }},
      {"joint quota used up", Verdict::category_full, [](Hall& h) { h.plan.joint_quotas = {{{"npc", "client"}, 5}}; h.fill("npc", 2); h.fill("client", 3); }},
      {"cap reached", Verdict::category_full, [](Hall& h) { h.plan.cap = 3; h.fill("client", 3); }},
      {"cap of the session reached", Verdict::category_full, [](Hall& h) { h.plan.cap = 9; h.plan.sessions[0].cap = 3; h.fill("client", 3); }},
      {"last place of quota and cap", Verdict::admitted, [](Hall& h) { h.plan.categories[0].quota = 3; h.plan.cap = 3; h.fill("npc", 2); }},
      {"observers do not count in the cap", Verdict::admitted, [](Hall& h) { h.plan.cap = 3; h.fill("cadre", 7); }},
      {"cap does not hold observers back", Verdict::admitted, [](Hall& h) {
         h.plan.cap = 3; h.fill("client", 3); h.first().category = "cadre"; h.now = "2020-11-17T10:30:00+08:00"; }},
      {"other categories do not count in the quota", Verdict::admitted, [](Hall& h) { h.plan.categories[0].quota = 1; h.fill("client", 5); }},
      {"on the waiting list", Verdict::needs_staff, [](Hall& h) { h.first().state = GuestState::waiting; }},
      {"on the waiting list, staff decide", Verdict::admitted, [](Hall& h) { h.first().state = GuestState::waiting; h.way = Way::staff; }},
      {"category the plan does not have", Verdict::needs_staff, [](Hall& h) { h.guests.clear(); h.code.category = 99; }},
      {"foreign code without its fact", Verdict::needs_staff, [](Hall& h) { h.presented = kRegistration; h.way = Way::foreign_code; }},
      {"running by staff's word, before the doors open", Verdict::admitted, [](Hall& h) { h.say("running"); h.now = "2020-11-17T07:00:00+08:00"; }},
      {"postponed plan, running by staff's word", Verdict::admitted, [](Hall& h) { h.plan.status = PlanStatus::postponed; h.say("running"); }},
      {"delayed by staff, so not late", Verdict::admitted, [](Hall& h) { h.delay(30); h.now = "2020-11-17T09:15:00+08:00"; }},
      {"delayed by staff, still late", Verdict::late, [](Hall& h) { h.delay(30); h.now = "2020-11-17T09:20:01+08:00"; }},
      {"in the grace", Verdict::admitted, [](Hall& h) { h.now = "2020-11-17T08:50:00+08:00"; }},
      {"never late without grace", Verdict::admitted, [](Hall& h) { h.plan.confirmation.grace.reset(); h.now = "2020-11-17T11:00:00+08:00"; }},
      {"observer at the own call time", Verdict::admitted, [](Hall& h) { h.first().category = "cadre"; h.now = "2020-11-17T10:35:00+08:00"; }},
      {"observer late after the own call", Verdict::late, [](Hall& h) { h.first().category = "cadre"; h.now = "2020-11-17T10:41:00+08:00"; }},
      {"early, even for staff", Verdict::early, [](Hall& h) { h.way = Way::staff; h.now = "2020-11-17T07:00:00+08:00"; }},
      {"early, overridden by a supervisor", Verdict::admitted, [](Hall& h) {
         h.way = Way::staff; h.overridden = {Verdict::early}; h.now = "2020-11-17T07:00:00+08:00"; }},
      {"date not known yet", Verdict::admitted, [](Hall& h) { h.plan.sessions[0].when = {}; h.now = "2020-11-17T03:00:00+08:00"; }},
      {"roster of another event", Verdict::admitted_not_on_roster, [](Hall& h) { h.plan.id = "B"; h.code.event = "B"; h.with_roster = false; }},
  };
  return kScenes;
}

TEST(Admission, gives_the_verdict_of_every_scene) {
  for (const Scene& scene : scenes()) {
    Hall hall;
    scene.set(hall);
    EXPECT_EQ(to_string(hall.verdict()), to_string(scene.verdict)) << scene.name;
  }
}

TEST(Admission, every_verdict_is_reachable_and_has_a_name_of_its_own) {
  std::set<Verdict> reached;
  std::set<std::string_view> names;
  for (const Scene& scene : scenes()) reached.insert(scene.verdict);
  for (int i = 0; i <= static_cast<int>(Verdict::needs_staff); ++i) {
    const auto verdict = static_cast<Verdict>(i);
    EXPECT_TRUE(reached.contains(verdict)) << to_string(verdict);
    EXPECT_TRUE(names.insert(to_string(verdict)).second);
    EXPECT_EQ(parse_verdict(to_string(verdict)), verdict);
  }
  EXPECT_FALSE(parse_verdict("perhaps"));
}

TEST(Admission, decides_the_same_twice) {
  for (const Scene& scene : scenes()) {
    Hall hall;
    scene.set(hall);
    const Decision first = hall.decide(), second = hall.decide();
    EXPECT_EQ(first.verdict, second.verdict) << scene.name;
    EXPECT_EQ(first.persons_after, second.persons_after) << scene.name;
  }
}

TEST(Admission, guessed_clock_never_refuses_for_a_date_but_marks_the_record) {   // DESIGN.md I6
  for (const char* now : {"1970-01-01T00:00:07+08:00", "2020-11-16T00:00:00+08:00", "2020-11-17T07:00:00+08:00", "2099-01-01T00:00:00+08:00"}) {
    Hall hall;
    hall.now = now;
    hall.clock = ClockState::guessed;
    Screening dated;
    dated.valid_from = base::parse_date("2000-01-01");
    hall.plan.screening = {dated};
    const Decision decision = hall.decide();
    EXPECT_EQ(decision.verdict, Verdict::admitted) << now;
    EXPECT_TRUE(decision.validity_unverified);
    EXPECT_TRUE(check_in_body(decision, hall.context()).validity_unverified);
    EXPECT_FALSE(decision.late);
  }
}

TEST(Admission, known_clock_leaves_no_mark) { EXPECT_FALSE(Hall().decide().validity_unverified); }

TEST(Admission, guessed_clock_still_refuses_what_no_date_decides) {
  for (const Scene& scene : scenes()) {
    const bool dateless = scene.verdict == Verdict::revoked || scene.verdict == Verdict::wrong_event || scene.verdict == Verdict::wrong_session ||
                          scene.verdict == Verdict::registration_cancelled || scene.verdict == Verdict::bad_signature;
    if (!dateless) continue;
    Hall hall;
    scene.set(hall);
    hall.clock = ClockState::guessed;
    EXPECT_EQ(to_string(hall.verdict()), to_string(scene.verdict)) << scene.name;
  }
}

TEST(Admission, party_comes_in_parts_until_its_seats_are_taken) {
  Hall hall;
  hall.guests[0].persons = 5;
  hall.persons = 2;
  EXPECT_EQ(hall.enter().persons_after, 2);
  EXPECT_EQ(hall.enter().persons_after, 4);
  const Decision rest = hall.enter();
  EXPECT_EQ(rest.verdict, Verdict::admitted);
  EXPECT_EQ(rest.persons_now, 1);
  EXPECT_EQ(rest.persons_after, 5);
  ASSERT_TRUE(rest.earlier);
  EXPECT_EQ(rest.earlier->persons, 4);
  EXPECT_EQ(hall.verdict(), Verdict::party_complete);
  EXPECT_EQ(hall.attendance.persons("YX201117", "s1"), 5);
}

TEST(Admission, seats_are_the_rosters_or_else_the_codes) {
  Hall hall;
  hall.code.seats = 4;
  EXPECT_EQ(hall.decide().seats, 1);
  hall.guests.clear();
  EXPECT_EQ(hall.decide().seats, 4);
  EXPECT_EQ(check_in_body(hall.decide(), hall.context()).seats, 4);
}

TEST(Admission, category_is_the_rosters_or_else_the_codes) {
  Hall hall;
  hall.code.category = 2;
  EXPECT_EQ(hall.decide().category->id, "npc");
  hall.guests.clear();
  EXPECT_EQ(hall.decide().category->id, "client");
}

TEST(Admission, refusal_of_a_second_scan_says_when_and_where_the_first_was) {
  Hall hall;
  hall.enter();
  const Decision again = hall.decide();
  ASSERT_TRUE(again.earlier);
  EXPECT_EQ(again.earlier->first_at, "2020-11-17T08:01:00+08:00");
  EXPECT_EQ(again.persons_now, 0);
}

TEST(Admission, early_guest_hears_when_the_doors_open) {
  Hall hall;
  hall.now = "2020-11-17T07:00:00+08:00";
  EXPECT_EQ(hall.decide().opens, instant("2020-11-17T08:00:00+08:00"));
  EXPECT_TRUE(hall.decide().overridable);
  hall.way = Way::staff;
  hall.overridden = {Verdict::early};
  EXPECT_TRUE(check_in_body(hall.decide(), hall.context()).early);
}

TEST(Admission, body_says_what_was_decided) {
  Hall hall;
  hall.now = "2020-11-17T09:30:00+08:00";
  const CheckInBody body = check_in_body(hall.decide(), hall.context());
  EXPECT_EQ(to_json(body), R"({"registration":"000102030405060708090a0b0c0d0e0f","session":"s1","persons":1,"category":"npc",)"
                           R"("way":"code","on_roster":true,"late":true})");
}

ForeignCode foreign(const char* pattern) {
  ForeignCode out;
  out.name = "网上报名";
  out.pattern = pattern;
  out.field = "number";
  out.confirm = "phone_tail";
  return out;
}

TEST(ForeignCode, finds_the_guest_by_the_plans_pattern_and_shows_nothing_before_the_fact) {
  Hall hall;
  hall.guests[0].number = "A-7";
  hall.guests[0].phone_tail = "0042";
  hall.plan.confirmation.foreign_codes = {foreign("[bad("), foreign(R"(https://example\.org/s\?code=([A-Z0-9-]+))")};
  (void)hall.context();
  const auto match = match_foreign_code("https://example.org/s?code=A-7", hall.plan, *hall.roster);
  ASSERT_TRUE(match);
  EXPECT_EQ(match->guest->registration, kRegistration);
  EXPECT_TRUE(confirms(*match, "0042"));
  EXPECT_FALSE(confirms(*match, "0043"));
  EXPECT_FALSE(confirms(*match, ""));
  EXPECT_FALSE(match_foreign_code("https://example.org/s?code=A-8", hall.plan, *hall.roster));
  EXPECT_FALSE(match_foreign_code("A-7", hall.plan, *hall.roster));
  EXPECT_FALSE(match_foreign_code(std::string(100'000, 'A'), hall.plan, *hall.roster));
  hall.presented = match->guest->registration;
  hall.way = Way::foreign_code;
  EXPECT_EQ(hall.decide().guest, nullptr);
}

TEST(ForeignCode, guest_without_a_phone_cannot_be_confirmed) {
  Hall hall;
  hall.guests[0].number = "7";
  hall.plan.confirmation.foreign_codes = {foreign("[0-9]+")};
  (void)hall.context();
  const auto match = match_foreign_code("7", hall.plan, *hall.roster);
  ASSERT_TRUE(match);
  EXPECT_FALSE(confirms(*match, ""));
}

// A random guest at a random door. (Conditions with || stand in brackets of their own: RC_ASSERT takes an expression apart and
// would evaluate both sides.)
void shake(Hall& hall) {
  const auto chance = [](int one_in) { return *rc::gen::inRange(0, one_in) == 0; };
  for (const Scene& scene : scenes())
    if (chance(20)) scene.set(hall);
  hall.now = base::to_rfc3339(instant("2020-11-17T00:00:00+08:00") + std::chrono::minutes(*rc::gen::inRange(-2000, 4000)));
  hall.clock = *rc::gen::element(ClockState::synced, ClockState::free_running, ClockState::guessed);
  hall.persons = *rc::gen::inRange(-1, 8);
  if (chance(4)) hall.overridden = {*rc::gen::element(Verdict::early, Verdict::category_full, Verdict::revoked)};
  if (!hall.guests.empty()) hall.guests[0].persons = *rc::gen::inRange(0, 5);
  hall.code.seats = *rc::gen::inRange(0, 5);
}

TEST(Admission, never_admits_what_it_must_refuse_nor_more_than_the_seats) {
  EXPECT_TRUE(rc::check([] {
    Hall hall;
    shake(hall);
    const Decision decision = hall.enter();
    const Confirmation* code = !hall.presented ? &hall.code : nullptr;
    if (admits(decision.verdict)) {
      RC_ASSERT(!hall.revocations.registrations.contains(*decision.registration));
      RC_ASSERT((!code || code->event == hall.plan.id));
      RC_ASSERT((!code || !code->expires || hall.clock == ClockState::guessed || instant(hall.now) < *code->expires));
      RC_ASSERT((!(hall.presented && std::holds_alternative<CodeError>(*hall.presented))));
      RC_ASSERT(decision.category != nullptr);
      RC_ASSERT(decision.persons_now >= 1);
    } else {
      RC_ASSERT(decision.persons_now == 0);
    }
    RC_ASSERT((decision.persons_after <= decision.seats || !admits(decision.verdict)));
    const Presence* presence = decision.registration ? hall.attendance.find(hall.plan.id, hall.session, *decision.registration) : nullptr;
    if (presence && admits(decision.verdict)) RC_ASSERT(presence->persons == decision.persons_after);
    RC_ASSERT(hall.attendance.conflicts(hall.plan.id).empty());
  }));
}

TEST(Admission, scanning_on_and_on_never_lets_more_in_than_seats_quota_and_cap_allow) {
  EXPECT_TRUE(rc::check([] {
    Hall hall;
    hall.plan.categories[0].quota = *rc::gen::inRange(0, 8);
    hall.plan.cap = *rc::gen::inRange(0, 12);
    hall.guests.clear();
    for (int i = 1; i <= 6; ++i) {
      hall.guests.push_back(Hall::guest(testing_records::registration(i), i % 2 ? "npc" : "client"));
      hall.guests.back().persons = i;
    }
    for (int i = *rc::gen::inRange(1, 30); i > 0; --i) {
      hall.presented = testing_records::registration(*rc::gen::inRange(1, 7));
      hall.persons = *rc::gen::inRange(1, 4);
      hall.enter();
    }
    RC_ASSERT(hall.attendance.persons(hall.plan.id, "s1", "npc") <= *hall.plan.categories[0].quota);
    RC_ASSERT(hall.attendance.persons(hall.plan.id, "s1") <= *hall.plan.cap);
    for (const Presence& presence : hall.attendance.present(hall.plan.id, "s1")) RC_ASSERT(presence.persons <= presence.registration.bytes[15]);
  }));
}

}  // namespace
}  // namespace openday::event
