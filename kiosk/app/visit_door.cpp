// The door: a code is looked at, the worker decides, its answer is shown; who scans meanwhile is served in turn.
#include <algorithm>
#include <array>
#include <utility>

#include "kiosk/app/visit.h"
#include "kiosk/event/case_number.h"

namespace openday::app {

using ui::IntentKind;
using ui::Page;

bool Outcome::identifies() const {
  using event::Verdict;
  if (!registration || !saved) return false;
  return event::admits(verdict) || verdict == Verdict::already_admitted || verdict == Verdict::party_complete;
}

void VisitMachine::look_at(std::string text) {
  if (const auto receipt = event::parse_receipt(text)) return show_case(receipt->number);
  const bool asked_who = state_.page == Page::check_in || state_.page == Page::find_me;
  const bool for_rating = state_.code_for_rating && asked_who, for_opinion = state_.code_for_opinion && asked_who;
  std::string wanted = state_.wanted;
  begin(stays_staff() ? Keep::staff : someone_was_here() || state_.staff ? Keep::nothing : Keep::preferences);
  state_.code_for_rating = for_rating;
  state_.code_for_opinion = for_opinion;
  if (for_rating) state_.wanted = std::move(wanted);
  if (for_rating || for_opinion) state_.page = Page::check_in;
  state_.door.emplace();
  state_.door->request.text = std::move(text);
  present();
}

void VisitMachine::present() {
  state_.door->request.visit = state_.id;
  state_.door->request.staff = state_.staff;
  effects_.emplace_back(state_.door->request);
  ask(Question::check_in);
}

bool VisitMachine::first_start() const { return !facts_.pin_set && !facts_.trouble; }

bool VisitMachine::inquiring() const {
  return state_.door && (state_.page == Page::party || state_.page == Page::screening || state_.page == Page::confirm_fact || (state_.page == Page::find_me && confirms_found()));
}

namespace {

// Digits are tapped on a pad; a name or a number is typed where the guest was searched for.
Page page_for(const Outcome& outcome) {
  switch (outcome.asks) {
    case Asks::persons: return Page::party;
    case Asks::fact: return outcome.fact == Fact::phone_tail ? Page::confirm_fact : Page::find_me;
    default: return Page::screening;
  }
}

}  // namespace

// The desk has to know more: a page asks for it, and the same request goes back with the answer.
void VisitMachine::inquire(const Outcome& outcome) {
  if (!state_.door) return;
  state_.outcome.reset();
  state_.help_called = false;
  state_.door->asked = outcome;
  state_.door->request.fact.clear();
  ++state_.door->attempt;
  if (outcome.asks == Asks::screening) state_.door->screening_page = 0, state_.door->noted = false;
  enter(page_for(outcome));
  if (state_.page == Page::find_me) ask_typed_fact();
  if (outcome.wait_ms > 0) state_.gate.locked_until = now_ + outcome.wait_ms;
  serve_at_ = now_ + rules_.refusal;   // who scanned meanwhile waits a little
}

bool VisitMachine::at_door(const ui::Intent& intent) {
  if (!inquiring()) return false;
  DoorProgress& door = *state_.door;
  serve_at_ = now_ + rules_.refusal;
  switch (intent.kind) {
    case IntentKind::choose_persons:
      if (state_.page != Page::party || intent.value < 1 || intent.value > door.asked.left) return true;
      door.request.persons = intent.value;
      present();
      return true;
    case IntentKind::fact_entered:
      if (state_.page == Page::find_me) return false;   // typed, not tapped on the pad
      if (state_.page != Page::confirm_fact || intent.text.empty() || intent.text.size() > kMaxFact || state_.gate.locked_until) return true;
      door.request.fact = intent.text;
      present();
      return true;
    case IntentKind::answer_screening:
      if (state_.page == Page::screening) answer_screening(intent.value == 1);
      return true;
    case IntentKind::staff_look:
    case IntentKind::open_staff_gate:
      if (state_.page == Page::screening && !state_.staff) staff_look();
      return state_.page == Page::screening;
    default: return false;
  }
}

// ---- screening: the answers live here and die with the visit; only pass or refer goes to the desk ----

void VisitMachine::answer_screening(bool in_order) {
  DoorProgress& door = *state_.door;
  if (door.screening_page >= door.asked.screening.size()) return;
  const ScreeningPage& page = door.asked.screening[door.screening_page];
  if (page.by_staff && !state_.staff) return;
  if (!in_order && page.on_fail == event::OnFail::refer) return screened(ScreeningResult::referred);
  if (!in_order && page.on_fail == event::OnFail::block) return screened(ScreeningResult::blocked);
  door.noted = door.noted || !in_order;
  if (++door.screening_page == door.asked.screening.size()) screened(door.noted ? ScreeningResult::noted : ScreeningResult::passed);
}

void VisitMachine::screened(ScreeningResult result) {
  state_.door->request.screening = result;
  present();
}

// Staff look at this guest and no more: the gate opens over the page and leads back to it.
void VisitMachine::staff_look() {
  state_.help_called = false;
  state_.gate = {};
  state_.gate.opened_from = state_.id;
  state_.page = Page::staff_gate;
  effects_.emplace_back(AskGate{state_.id});
  ask(Question::gate);
}

void VisitMachine::serve_next_scan() {
  if (scans_.empty() || asks(Question::check_in) || holds_text() || now_ < serve_at_) return;
  std::string text = std::move(scans_.front());
  scans_.pop_front();
  look_at(std::move(text));
}

void VisitMachine::show(Outcome outcome) {
  const bool good = outcome.identifies();
  if (good) state_.guest = outcome.registration;
  state_.outcome = std::move(outcome);
  state_.find = {};
  state_.help_called = false;
  enter(Page::result);
  state_.returns_at = now_ + (good ? rules_.result : rules_.refusal);
  serve_at_ = now_ + rules_.queued;
}

void VisitMachine::take(const CheckInAnswer& answer) {
  const bool late = !asks(Question::check_in);   // it came after the guest was told that nothing was saved
  if (late && !(state_.outcome && !state_.outcome->saved)) return;
  state_.asked.reset();
  if (answer.outcome.asks != Asks::nothing) return inquire(answer.outcome);
  show(answer.outcome);
  const auto verdict = answer.outcome.verdict;
  const bool known = verdict == event::Verdict::already_admitted || verdict == event::Verdict::party_complete;
  if (state_.code_for_rating && known) state_.wanted.empty() ? open_rating() : open_sheet(state_.wanted);
  if (state_.code_for_opinion && known) open_opinion();
  state_.code_for_rating = state_.code_for_opinion = false;
}

}  // namespace openday::app
