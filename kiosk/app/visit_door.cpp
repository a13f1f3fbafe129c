// The door: a code is looked at, the worker decides, its answer is shown; who scans meanwhile is served in turn.
#include <utility>

#include "kiosk/app/visit.h"

namespace openday::app {

using ui::Page;

bool Outcome::identifies() const {
  using event::Verdict;
  if (!registration || !saved) return false;
  return event::admits(verdict) || verdict == Verdict::already_admitted || verdict == Verdict::party_complete;
}

void VisitMachine::look_at(std::string text) {
  const bool for_rating = state_.code_for_rating && state_.page == Page::check_in;
  begin(state_.staff ? Keep::staff : someone_was_here() ? Keep::nothing : Keep::preferences);
  state_.code_for_rating = for_rating;
  if (for_rating) state_.page = Page::check_in;
  effects_.emplace_back(CheckIn{state_.id, std::move(text)});
  ask(Question::check_in);
}

void VisitMachine::serve_next_scan() {
  if (scans_.empty() || asks(Question::check_in) || now_ < serve_at_) return;
  std::string text = std::move(scans_.front());
  scans_.pop_front();
  look_at(std::move(text));
}

void VisitMachine::show(Outcome outcome) {
  const bool good = outcome.identifies();
  if (good) state_.guest = outcome.registration;
  state_.outcome = std::move(outcome);
  state_.help_called = false;
  enter(Page::result);
  state_.returns_at = now_ + (good ? rules_.result : rules_.refusal);
  serve_at_ = now_ + rules_.queued;
}

void VisitMachine::take(const CheckInAnswer& answer) {
  const bool late = !asks(Question::check_in);   // it came after the guest was told that nothing was saved
  if (late && !(state_.outcome && !state_.outcome->saved)) return;
  state_.asked.reset();
  show(answer.outcome);
  const auto verdict = answer.outcome.verdict;
  const bool known = verdict == event::Verdict::already_admitted || verdict == event::Verdict::party_complete;
  if (state_.code_for_rating && known) open_rating();
  state_.code_for_rating = false;
}

}  // namespace openday::app
