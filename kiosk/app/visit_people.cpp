// Staff's page of who works at the box: only a supervisor sees it. A PIN is typed twice here and goes to the desk once.
#include <algorithm>
#include <utility>

#include "kiosk/app/pin_rules.h"
#include "kiosk/app/visit.h"

namespace openday::app {

using ui::IntentKind;
using ui::Page;
using ui::PeopleAct;
using ui::PeopleProblem;
using ui::PeopleStep;

namespace {

PeopleProblem problem_of(ui::PinProblem problem) {
  switch (problem) {
    case ui::PinProblem::too_simple: return PeopleProblem::too_simple;
    case ui::PinProblem::too_short: return PeopleProblem::too_short;
    case ui::PinProblem::not_the_same: return PeopleProblem::not_the_same;
    case ui::PinProblem::none:
    case ui::PinProblem::wrong: break;
  }
  return PeopleProblem::none;
}

PeopleProblem problem_of(PeopleSaved saved) {
  switch (saved) {
    case PeopleSaved::saved: return PeopleProblem::none;
    case PeopleSaved::taken: return PeopleProblem::taken;
    case PeopleSaved::full: return PeopleProblem::full;
    case PeopleSaved::last_supervisor: return PeopleProblem::last_supervisor;
    case PeopleSaved::own: return PeopleProblem::own;
    case PeopleSaved::failed: break;
  }
  return PeopleProblem::failed;
}

}  // namespace

bool VisitMachine::types_label() const { return supervises() && state_.page == Page::staff_people && state_.people.step == PeopleStep::label; }

bool VisitMachine::supervises() const { return state_.staff && state_.role == ui::StaffRole::supervisor; }

void VisitMachine::open_people() {
  state_.people = {};
  ask_people({state_.id, PeopleWork::look});
}

void VisitMachine::ask_people(WorkOnPeople work) {
  effects_.emplace_back(std::move(work));
  ask(Question::people);
}

bool VisitMachine::manage(const ui::Intent& intent) {
  if (types_label() && !state_.asked && intent.kind == IntentKind::enter_key) {
    label_written();
    return true;
  }
  if (types_label() && intent.kind == IntentKind::opinion_back) {
    to_people({});
    return true;
  }
  if (intent.kind != IntentKind::act_on_people) return false;
  if (!supervises() || state_.asked || state_.page != Page::staff_people) return true;
  const auto act = static_cast<PeopleAct>(intent.act);
  switch (act) {
    case PeopleAct::add_steward:
    case PeopleAct::add_supervisor:
      if (!intent.text.empty()) propose_pin({}, intent.text, act == PeopleAct::add_supervisor ? ui::StaffRole::supervisor : ui::StaffRole::steward);
      break;
    case PeopleAct::write_steward:
    case PeopleAct::write_supervisor:
      if (state_.people.step != PeopleStep::list) break;
      state_.people.typed = PeopleProgress{}.typed;
      state_.people.role = act == PeopleAct::write_supervisor ? ui::StaffRole::supervisor : ui::StaffRole::steward;
      state_.people.step = PeopleStep::label;
      state_.people.problem = PeopleProblem::none;
      state_.typing.drop();
      break;
    case PeopleAct::label: label_written(); break;
    case PeopleAct::change_pin:
      if (const ui::StaffPerson* person = person_of(intent.text)) propose_pin(person->id, person->label, person->role);
      break;
    case PeopleAct::remove:
      if (state_.people.step == PeopleStep::list && person_of(intent.text)) ask_people({state_.id, PeopleWork::remove, intent.text});
      break;
    case PeopleAct::pin: new_pin(intent.text); break;
    case PeopleAct::back: to_people({}); break;
  }
  return true;
}

const ui::StaffPerson* VisitMachine::person_of(const std::string& id) const {
  if (!state_.people.people) return nullptr;
  const auto& all = state_.people.people->people;
  const auto at = std::ranges::find(all, id, &ui::StaffPerson::id);
  return at == all.end() ? nullptr : &*at;
}

void VisitMachine::label_written() {
  PeopleProgress& people = state_.people;
  if (people.step != PeopleStep::label || state_.typing.open()) return;   // the candidate first
  const std::string label = people.typed.text();
  const bool known = people.people && std::ranges::find(people.people->people, label, &ui::StaffPerson::label) != people.people->people.end();
  people.problem = label.find_first_not_of(' ') == std::string::npos ? PeopleProblem::no_label : known ? PeopleProblem::same_label : PeopleProblem::none;
  if (people.problem != PeopleProblem::none) return;
  people.step = PeopleStep::list;
  propose_pin({}, label, people.role);
}

void VisitMachine::propose_pin(std::string id, std::string label, ui::StaffRole role) {
  PeopleProgress& people = state_.people;
  if (people.step != PeopleStep::list) return;
  people.id = std::move(id);
  people.label = std::move(label);
  people.role = role;
  people.first.clear();
  people.step = PeopleStep::pin;
  people.problem = PeopleProblem::none;
  ++people.attempt;
}

void VisitMachine::new_pin(const std::string& pin) {
  PeopleProgress& people = state_.people;
  ++people.attempt;
  if (people.step == PeopleStep::pin) {
    people.problem = problem_of(judge_new_pin(pin, rules_.min_pin, rules_.max_pin));
    if (people.problem != PeopleProblem::none) return;
    people.first = pin;
    people.step = PeopleStep::repeat;
    return;
  }
  if (people.step != PeopleStep::repeat) return;
  people.step = PeopleStep::pin;
  people.problem = PeopleProblem::not_the_same;
  if (pin != std::exchange(people.first, {})) return;
  people.problem = PeopleProblem::none;
  ask_people({state_.id, people.id.empty() ? PeopleWork::add : PeopleWork::change_pin, people.id, people.role, people.label, pin});
}

// The list again, and what there is to say above it.
void VisitMachine::to_people(PeopleProblem problem) {
  PeopleProgress& people = state_.people;
  people.step = PeopleStep::list;
  people.problem = problem;
  people.first.clear();
  ++people.attempt;
}

void VisitMachine::take(const PeopleAnswer& answer) {
  if (!asks(Question::people)) return;
  state_.asked.reset();
  if (!supervises()) return;
  if (answer.people) state_.people.people = answer.people;
  if (answer.saved == PeopleSaved::taken) {   // another one, for the same person
    state_.people.step = PeopleStep::pin;
    state_.people.problem = PeopleProblem::taken;
    ++state_.people.attempt;
  } else {
    to_people(problem_of(answer.saved));
  }
}

}  // namespace openday::app
