// A hall for tests of admission: plan, roster and attendance in hand, and verbs for what happens at its door. Invented.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kiosk/event/admission.h"
#include "tests/event/people_fixture.h"
#include "tests/event/record_builder.h"

namespace openday::event {

using base::ClockState;
using testing_records::Box;

// One hall on 17 November 2020: gathering 08:30, start 08:40; guest 1 is on the roster for s1 alone.
struct Hall {
  Plan plan;
  std::vector<Guest> guests;
  std::optional<Roster> roster;
  Revocations revocations;
  Attendance attendance;
  Confirmation code = default_claims();
  Box box{1};
  std::string session = "s1";
  std::string now = "2020-11-17T08:35:00+08:00";
  ClockState clock = ClockState::synced;
  Way way = Way::code;
  int persons = 1, next_guest = 1000;
  bool screened = false, fact = false, with_roster = true;
  std::vector<Verdict> overridden;
  std::optional<Presented> presented;

  Hall() {
    plan.id = "YX201117";
    plan.status = PlanStatus::confirmed;
    Session one;
    one.id = "s1";
    one.when.precision = Precision::instant;
    one.when.year = 2020;
    one.when.month = 11;
    one.when.day = 17;
    one.when.start = Minutes(8 * 60 + 40);
    one.when.end = Minutes(11 * 60 + 30);
    Item gather, tour;
    gather.id = "gather";
    gather.kind = ItemKind::gather;
    gather.start = Minutes(8 * 60 + 30);
    gather.end = Minutes(8 * 60 + 40);
    tour.id = "tour";
    tour.kind = ItemKind::tour;
    tour.start = Minutes(8 * 60 + 40);
    tour.end = Minutes(11 * 60 + 30);
    one.items = {gather, tour};
    Session two = one;
    two.id = "s2";
    two.when.month = 12;
    plan.sessions = {one, two};
    plan.categories = {category("npc", 1), category("client", 2), category("cadre", 5)};
    plan.categories[2].role = CategoryRole::observer;
    plan.categories[2].call_time = Minutes(10 * 60 + 30);
    plan.confirmation.grace = Minutes(10);
    plan.confirmation.opens_before = Minutes(30);
    guests = {guest(kRegistration, "npc")};
  }
  static Category category(const char* id, int code) {
    Category out;
    out.id = id;
    out.code = code;
    out.label = id;
    return out;
  }
  static Guest guest(const RegistrationId& id, const char* category) {
    Guest out;
    out.registration = id;
    out.name = "王玮";
    out.category = category;
    return out;
  }

  Guest& first() {   // scenes are also set one after another
    if (guests.empty()) guests = {guest(kRegistration, "npc")};
    return guests.front();
  }

  // Persons of a category that are in already.
  void fill(const std::string& id, int count) {
    for (int i = 0; i < count; ++i) {
      CheckInBody body;
      body.registration = testing_records::registration(next_guest++);
      body.session = session;
      body.category = id;
      attendance.add(box.at(i).check_in(body));
    }
  }
  void screen(const RegistrationId& id, bool passed, int second = 30) {
    attendance.add(box.at(second).write(Kind::screening, to_json(ScreeningBody{id, session, passed})));
  }
  void walk_in(const char* category = "client", bool declared = true) {
    presented = WalkIn{testing_records::registration(next_guest++), category, declared};
    way = Way::staff;
  }
  void say(const std::string& state) {
    CorrectionBody body;
    body.what = CorrectionKind::session_state;
    body.session = session;
    body.text = state;
    attendance.add(box.at(0).write(Kind::correction, to_json(body)));
  }
  void delay(int minutes) {
    CorrectionBody body;
    body.what = CorrectionKind::delay;
    body.session = session;
    body.minutes = minutes;
    attendance.add(box.at(0).write(Kind::correction, to_json(body)));
  }

  AdmissionContext context() {
    roster.emplace(plan.id, 1, guests);
    return {plan,  session, with_roster ? &*roster : nullptr, &revocations, attendance, {instant(now), "boot", 1000, clock},
            way,   persons, screened, fact, overridden};
  }
  Decision decide() { return event::decide(presented.value_or(Presented(code)), context()); }
  Verdict verdict() { return decide().verdict; }
  // Decides, and appends the check-in when it admits.
  Decision enter() {
    Decision out = decide();
    if (!admits(out.verdict)) return out;
    const WalkIn* walk_in = presented ? std::get_if<WalkIn>(&*presented) : nullptr;
    if (walk_in) attendance.add(box.at(60).write(Kind::walk_in, to_json(walk_in_body(out, context(), *walk_in))));
    else attendance.add(box.at(60).check_in(check_in_body(out, context())));
    return out;
  }
};

}  // namespace openday::event
