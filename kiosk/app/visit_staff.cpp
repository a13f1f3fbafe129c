// The staff part of the visit: the gate (first PIN, entry, lock-out as the worker says) and the attendance list behind it.
#include <algorithm>
#include <utility>

#include "kiosk/app/pin_rules.h"
#include "kiosk/app/visit.h"

namespace openday::app {

using ui::IntentKind;
using ui::Page;
using ui::PinMode;
using ui::PinProblem;

void VisitMachine::open_gate() {
  const VisitId before = state_.id;
  begin(Keep::nothing);
  state_.gate.opened_from = before;
  state_.page = Page::staff_gate;
  state_.gate.mode = facts_.pin_set ? PinMode::enter : PinMode::set_first;
  effects_.emplace_back(AskGate{state_.id});
  ask(Question::gate);
}

void VisitMachine::take(const GateAnswer& answer) {
  if (!asks(Question::gate)) return;
  state_.asked.reset();
  facts_.pin_set = answer.pin_set;
  if (state_.gate.mode != PinMode::set_repeat) state_.gate.mode = answer.pin_set ? PinMode::enter : PinMode::set_first;
  if (answer.locked_ms > 0) state_.gate.locked_until = now_ + answer.locked_ms;
}

bool VisitMachine::work(const ui::Intent& intent) {
  switch (intent.kind) {
    case IntentKind::pin_entered:
      if (state_.page == Page::staff_gate && !state_.asked) pin_entered(intent.text);
      return true;
    case IntentKind::leave_staff:
      if (state_.page == Page::staff_gate && state_.door) enter(Page::screening);   // staff looked the other way: back to the guest's page
      else if (state_.page == Page::staff_gate && state_.opinion.form) enter(state_.before);
      else if (state_.page == Page::staff_gate ? !first_start() : state_.staff) begin(Keep::nothing);
      return true;
    case IntentKind::filter_attendance:
      if (!state_.staff || intent.value < 0 || intent.value > static_cast<int>(ui::StaffFilter::waiting)) return true;
      state_.filter = static_cast<ui::StaffFilter>(intent.value);
      load_attendance();
      return true;
    default: return false;
  }
}

bool VisitMachine::answer_call(const ui::Intent& intent) {
  if (intent.kind != IntentKind::answer_call) return false;
  if (state_.staff) calls_.handled(intent.value);
  return true;
}

void VisitMachine::pin_entered(const std::string& pin) {
  if (state_.gate.mode != PinMode::enter) return pin_proposed(pin);
  if (pin.empty() || pin.size() > rules_.max_pin || state_.gate.locked_until) return;
  effects_.emplace_back(TryPin{state_.id, pin});
  ask(Question::pin);
}

void VisitMachine::pin_proposed(const std::string& pin) {
  GateProgress& gate = state_.gate;
  if (gate.mode == PinMode::set_first) {
    const PinProblem problem = judge_new_pin(pin, rules_.min_pin, rules_.max_pin);
    if (problem != PinProblem::none) return refuse_pin(problem);
    gate.first = pin;
    gate.mode = PinMode::set_repeat;
    return refuse_pin(PinProblem::none);
  }
  if (pin != std::exchange(gate.first, {})) {
    gate.mode = PinMode::set_first;
    return refuse_pin(PinProblem::not_the_same);
  }
  effects_.emplace_back(SetPin{state_.id, pin});
  ask(Question::pin_set);
}

void VisitMachine::refuse_pin(PinProblem problem) {
  state_.gate.problem = problem;
  ++state_.gate.attempt;
}

void VisitMachine::take(const PinAnswer& answer) {
  if (!asks(Question::pin)) return missed(answer);
  state_.asked.reset();
  if (answer.verdict == PinVerdict::accepted) return log_in(answer.role, answer.label);
  refuse_pin(answer.verdict == PinVerdict::wrong ? PinProblem::wrong : PinProblem::none);
  state_.gate.tries_left = answer.tries_left;
  if (answer.locked_ms > 0) state_.gate.locked_until = now_ + answer.locked_ms;
}

void VisitMachine::take(const PinSetAnswer& answer) {
  if (!asks(Question::pin_set)) return;
  state_.asked.reset();
  if (answer.saved) {
    facts_.pin_set = true;
    return log_in(ui::StaffRole::supervisor, {});
  }
  state_.gate.mode = PinMode::set_first;
  refuse_pin(PinProblem::none);
}

// Nobody waits for it any more: whom the desk let in there is out again.
void VisitMachine::missed(const PinAnswer& answer) {
  if (answer.verdict == PinVerdict::accepted) effects_.emplace_back(NoteStaff{"logout"});
}

void VisitMachine::log_in(ui::StaffRole role, const std::string& label) {
  calls_.came(state_.gate.opened_from);
  state_.role = role;
  state_.worker = label;
  if (state_.door) {
    state_.staff = state_.staff_once = true;
    state_.gate = {};
    return enter(Page::screening);
  }
  if (state_.opinion.form) {   // staff type for this guest and no more
    state_.staff = state_.staff_once = state_.opinion.typed_by_staff = true;
    state_.gate = {};
    return enter(state_.before);
  }
  begin(Keep::nothing);
  state_.staff = true;
  state_.role = role;
  state_.worker = label;
  state_.page = Page::staff_attendance;
  load_attendance();
}

void VisitMachine::load_attendance() { effects_.emplace_back(LoadAttendance{state_.id, state_.filter, state_.grouping}); }

void VisitMachine::take(const AttendanceAnswer& answer) {
  if (!state_.staff) return;
  state_.attendance = answer.attendance;
  state_.listed = answer.guests;
  state_.list_search.found.reset();   // of other rows
  list_query_changed();
}

}  // namespace openday::app
