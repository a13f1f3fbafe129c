// Staff's results and cases: what they look at is loaded, what they change becomes a record and is loaded anew.
#include <utility>

#include "kiosk/app/visit.h"

namespace openday::app {

using ui::IntentKind;
using ui::Page;

bool VisitMachine::hear(const ui::Intent& intent) {
  const bool at_results = supervises() && state_.page == Page::staff_results && !state_.asked;
  switch (intent.kind) {
    case IntentKind::open_staff_results:
      if (!state_.staff || state_.asked) return true;
      enter(Page::staff_results);
      state_.voices_failed = false;
      if (supervises()) effects_.emplace_back(LoadResults{state_.id});
      return true;
    case IntentKind::open_staff_cases:
      if (state_.staff && !state_.asked) open_case({});
      return true;
    case IntentKind::close_round:
      if (!at_results) return true;
      effects_.emplace_back(CloseRound{state_.id, intent.text});
      break;
    case IntentKind::release_ballots:
      if (!at_results) return true;
      effects_.emplace_back(ReleaseBallots{state_.id, intent.text});
      break;
    case IntentKind::move_case:
      if (!supervises() || state_.page != Page::staff_cases || state_.asked) return true;
      effects_.emplace_back(MoveCase{state_.id, intent.follow_up});
      break;
    default: return false;
  }
  state_.voices_failed = false;
  ask(Question::voices);
  return true;
}

void VisitMachine::open_case(std::string number) {
  enter(Page::staff_cases);
  state_.voices_failed = false;
  if (!number.empty()) ++state_.opening;
  state_.opened_case = std::move(number);
  if (supervises()) effects_.emplace_back(LoadCases{state_.id});
}

void VisitMachine::take(const ResultsAnswer& answer) {
  if (supervises()) state_.results = answer.results;
}

void VisitMachine::take(const CasesAnswer& answer) {
  if (supervises()) state_.cases = answer.cases;
}

void VisitMachine::take(const VoicesAnswer& answer) {
  if (!asks(Question::voices)) return;
  state_.asked.reset();
  state_.voices_failed = !answer.saved;
}

}  // namespace openday::app
