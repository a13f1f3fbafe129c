// The door at the desk: what is presented is decided, what is missing is asked for, and what admits is written in one go. The desk
// keeps nothing between two questions of one visit but what is on the disk: a restart in the middle loses nothing confirmed.
#include <algorithm>

#include "kiosk/app/journal_desk_state.h"
#include "kiosk/base/crypto.h"
#include "kiosk/event/confirmation.h"
#include "kiosk/text/shared_readings.h"

namespace openday::app {

namespace {

using event::Verdict;

constexpr std::string_view kFactTriesKey = "fact.tries";

// Temperature, mask and a code shown are for staff to look at; the rest the guest declares.
bool looked_at_by_staff(event::ScreeningKind kind) {
  return kind == event::ScreeningKind::temperature || kind == event::ScreeningKind::mask || kind == event::ScreeningKind::code_shown;
}

std::vector<ScreeningPage> pages_of(const std::vector<const event::Screening*>& steps) {
  std::vector<ScreeningPage> out;
  for (const bool staff : {false, true}) {
    for (const event::Screening* step : steps) {
      if (looked_at_by_staff(step->kind) != staff) continue;
      if (out.empty() || out.back().by_staff != staff || out.back().on_fail != step->on_fail) out.push_back({staff, step->on_fail, {}});
      out.back().steps.push_back({step->label, step->symptoms, step->days, step->threshold});
    }
  }
  return out;
}

}  // namespace

void JournalDesk::State::carry_out(const CheckIn& wanted, const base::Moment& now) { say(CheckInAnswer{wanted.visit, admit(within_duty(wanted), now)}); }

// What only staff may say counts while they are logged in, an override from a supervisor only.
CheckIn JournalDesk::State::within_duty(CheckIn wanted) const {
  if (!wanted.staff) return wanted;
  if (!may(ui::StaffRole::steward, "admission by staff")) {
    wanted.staff = false;
    wanted.chosen.reset();
    wanted.walk_in.reset();
  }
  if (!wanted.overrides.empty() && !may(ui::StaffRole::supervisor, "an override")) wanted.overrides.clear();
  return wanted;
}

// ---- what is presented ----

JournalDesk::State::Shown JournalDesk::State::look_at(const CheckIn& wanted, const base::Moment& now) {
  const event::Way way = wanted.staff ? event::Way::staff : event::Way::code;
  if (wanted.walk_in) return {event::WalkIn{walk_in_id(wanted.visit), wanted.walk_in->category, wanted.walk_in->declared, wanted.walk_in->name}, event::Way::staff, {}};
  if (wanted.chosen) return {*wanted.chosen, event::Way::staff, {}};
  if (!wanted.found.guests.empty()) return look_for(wanted.found);
  std::optional<base::Date> today;
  if (now.state != base::ClockState::guessed) today = base::date_in(now.wall, documents->plan.zone);
  auto decoded = event::decode_confirmation(wanted.text, documents->trust.value_or(event::Trust{}), today);
  if (decoded) return {std::move(*decoded), way, {}};
  if (decoded.error().kind == event::CodeError::foreign && documents->roster) {
    const auto match = event::match_foreign_code(wanted.text, documents->plan, *documents->roster);
    // In staff mode a supervisor sees who stands there.
    if (match) return {match->guest->registration, wanted.staff ? event::Way::staff : event::Way::foreign_code, match};
  }
  return {decoded.error().kind, way, {}};
}

// A walk-in's registration is random and the same for all questions of its visit.
event::RegistrationId JournalDesk::State::walk_in_id(VisitId visit) {
  if (walk_in_of_visit.first != visit) walk_in_of_visit = {visit, event::RegistrationId{base::random16()}};
  return walk_in_of_visit.second;
}

// Whoever of them is on the roster; without it the first one is looked up by the decision, which says that nobody is registered.
JournalDesk::State::Shown JournalDesk::State::look_for(const FoundChoice& chosen) const {
  Shown out{chosen.guests.front(), event::Way::found, {}, {}, fact_asked(chosen.by, documents->plan.confirmation.found_confirm)};
  for (const event::RegistrationId& id : chosen.guests)
    if (const event::Guest* guest = documents->roster ? documents->roster->find(id) : nullptr; guest && has_fact(*guest, out.fact)) out.found.push_back(guest);
  return out;
}

std::vector<const event::Guest*> JournalDesk::State::confirmed_by(const std::string& fact, const Shown& shown) {
  if (shown.match) return event::confirms(*shown.match, fact) ? std::vector{shown.match->guest} : std::vector<const event::Guest*>();
  const auto readings = shown.fact == Fact::name && options.readings ? options.readings->get_or_letters() : nullptr;
  std::vector<const event::Guest*> out;
  for (const event::Guest* guest : shown.found)
    if (confirms(*guest, shown.fact, fact, readings.get())) out.push_back(guest);
  return out;
}

// The fact that the guest must know who has a code of another system, or none: asked for, compared, and every wrong one counted on the
// disk before anyone hears of it. Nothing: confirmed, or staff have to decide, also where two guests have the same fact.
std::optional<Outcome> JournalDesk::State::ask_fact(const CheckIn& wanted, Shown& shown, const base::Moment& now) {
  const bool foreign = shown.way == event::Way::foreign_code && !shown.match->guest->phone_tail.empty();
  if (!foreign && shown.found.empty()) return std::nullopt;
  const auto take = [&](const event::Guest& guest) {
    shown.presented = guest.registration;
    shown.fact_confirmed = true;
  };
  if (foreign) shown.found = {shown.match->guest};
  for (const event::Guest* guest : shown.found) {   // given before the last question
    if (confirmed_of_visit == std::pair(wanted.visit, guest->registration)) {
      take(*guest);
      return std::nullopt;
    }
  }
  Outcome out;
  out.verdict = Verdict::needs_staff;
  out.asks = Asks::fact;
  out.fact = shown.fact;
  TryLimit tries = parse_try_limit(setting(kFactTriesKey));
  out.wait_ms = tries.left_ms(now);
  if (wanted.fact.empty() || out.wait_ms > 0) return out;
  if (const auto right = confirmed_by(wanted.fact, shown); !right.empty()) {
    if (right.size() > 1) return std::nullopt;
    confirmed_of_visit = {wanted.visit, right.front()->registration};
    take(*right.front());
    return std::nullopt;
  }
  tries.fail(now);
  if (!worked(journal->set_setting(kFactTriesKey, to_text(tries)))) {
    out.saved = false;
    out.asks = Asks::nothing;
    return out;
  }
  out.fact_wrong = true;
  out.wait_ms = tries.left_ms(now);
  return out;
}

void JournalDesk::State::report_tries(const base::Moment& now) {
  const std::int64_t left = parse_try_limit(setting(kFactTriesKey)).left_ms(now);
  report.facts_wait_until.reset();
  if (left > 0) report.facts_wait_until = now.mono_ms + left;
}

// ---- the decision ----

event::AdmissionContext JournalDesk::State::context_of(const event::Session* today, const base::Moment& now) const {
  return {.plan = documents->plan,
          .session = today ? std::string_view(today->id) : std::string_view(),
          .roster = documents->roster ? &*documents->roster : nullptr,
          .revocations = documents->revocations ? &*documents->revocations : nullptr,
          .attendance = attendance,
          .now = now,
          .moves = &moves};
}

Outcome JournalDesk::State::admit(const CheckIn& wanted, const base::Moment& now) {
  Outcome lost;
  lost.saved = false;
  if (!journal || !documents) return lost;
  Shown shown = look_at(wanted, now);
  if (auto fact = ask_fact(wanted, shown, now)) return *fact;
  event::AdmissionContext context = context_of(session(now), now);
  context.way = shown.way;
  context.fact_confirmed = shown.fact_confirmed;
  context.persons = wanted.persons.value_or(1);
  context.screened = wanted.screening == ScreeningResult::passed || wanted.screening == ScreeningResult::noted;
  for (const Override& one : wanted.overrides) context.overridden.push_back(one.verdict);
  if (wanted.screening == ScreeningResult::blocked) std::erase(context.overridden, Verdict::needs_screening);
  event::Decision decision = event::decide(shown.presented, context);
  if (auto question = ask_more(wanted, shown, decision)) return *question;
  return write(wanted, shown, std::move(decision), context, now);
}

// How many, then the screening: nothing is written before both are known.
std::optional<Outcome> JournalDesk::State::ask_more(const CheckIn& wanted, const Shown& shown, const event::Decision& decision) const {
  const bool screens = decision.verdict == Verdict::needs_screening && (!decision.referred || wanted.staff) && !wanted.screening;
  if (!event::admits(decision.verdict) && !screens) return std::nullopt;
  Outcome out = describe(decision);
  out.left = std::max(1, decision.seats - (decision.earlier ? decision.earlier->persons : 0));
  const bool shows_guest = wanted.chosen || (shown.match && wanted.staff);   // staff confirm who it is
  if (!wanted.persons && (out.left > 1 || shows_guest)) {
    out.asks = Asks::persons;
  } else if (screens) {
    out.asks = Asks::screening;
    out.screening = pages_of(decision.screening);
  } else {
    return std::nullopt;
  }
  return out;
}

Outcome JournalDesk::State::write(const CheckIn& wanted, const Shown& shown, event::Decision decision, const event::AdmissionContext& context,
                                  const base::Moment& now) {
  std::vector<journal::Draft> drafts;
  const std::string& event = documents->plan.id;
  const auto* walk_in = std::get_if<event::WalkIn>(&shown.presented);
  if (wanted.screening && decision.registration && screened_visit != wanted.visit) {
    const bool passed = wanted.screening == ScreeningResult::passed;
    drafts.push_back({event::Kind::screening, event, to_json(event::ScreeningBody{*decision.registration, std::string(context.session), passed})});
  }
  Outcome outcome = describe(decision);
  outcome.walk_in = walk_in != nullptr;
  if (wanted.screening == ScreeningResult::referred || wanted.screening == ScreeningResult::blocked) outcome.referred = true;
  if (outcome.referred) outcome.overridable = wanted.screening != ScreeningResult::blocked;
  outcome.overridable = outcome.overridable && wanted.staff;
  if (const auto* code = std::get_if<event::Confirmation>(&shown.presented)) {
    if (outcome.name.empty()) outcome.name = code->name;
    if (decision.verdict == Verdict::wrong_event) outcome.other_event = code->event;
    if (decision.verdict == Verdict::expired) outcome.when = code->expires;
  }
  if (event::admits(decision.verdict)) {
    for (const Override& one : wanted.overrides)
      if (std::ranges::find(decision.overridden, one.verdict) != decision.overridden.end())
        drafts.push_back({event::Kind::staff, event, to_json(event::override_of(one.verdict, one.reason, *decision.registration, role_on_duty()))});
    if (walk_in) drafts.push_back({event::Kind::walk_in, event, to_json(event::walk_in_body(decision, context, *walk_in))});
    else drafts.push_back({event::Kind::check_in, event, to_json(event::check_in_body(decision, context))});
    if (!walk_in && decision.seats > 1) attendance.set_seats(*decision.registration, decision.seats);
    outcome.saved = append(drafts, now);
  } else {
    // A refusal holds no personal data; that it could not be written changes nothing for the guest. A screening must be kept.
    if (!drafts.empty()) outcome.saved = append(drafts, now);
    if (decision.verdict != Verdict::already_admitted)
      (void)append(event::Kind::refusal, event, to_json(event::refusal_body(decision, context)), now);
  }
  if (wanted.screening && outcome.saved) screened_visit = wanted.visit;
  return outcome;
}

Outcome JournalDesk::State::describe(const event::Decision& decision) const {
  Outcome out;
  out.verdict = decision.verdict;
  out.registration = decision.registration;
  if (decision.guest) {
    out.name = decision.guest->name;
    out.group = decision.guest->group;
    out.seat = decision.guest->seat;
    const event::Session* theirs = documents->plan.session(decision.guest->session);
    if (theirs && decision.verdict == Verdict::wrong_session) out.session = theirs->title.empty() ? theirs->id : theirs->title;
  }
  if (decision.category) out.category = decision.category->id;
  out.seats = decision.seats;
  out.left = std::max(1, decision.seats - decision.persons_after);
  out.referred = decision.referred;
  out.overridable = decision.overridable;
  out.persons = decision.persons_after;
  out.when = decision.opens;
  out.late = decision.late;
  if (decision.earlier) {
    const auto at = base::parse_rfc3339(decision.earlier->first_at);
    if (at) out.first_at = at->at;
    out.first_place = box_named(decision.earlier->first_device);
  }
  out.may_rate = documents->forms.empty() || std::any_of(documents->forms.begin(), documents->forms.end(), [&](const auto& form) {
    return may_rate(documents->plan, *form, out.category);
  });
  return out;
}

}  // namespace openday::app
