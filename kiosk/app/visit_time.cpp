// Waiting and time: answers that do not come, idle visits, countdowns, when the machine has to be asked again.
#include <algorithm>
#include <utility>

#include "kiosk/app/visit.h"

namespace openday::app {

using ui::Page;

bool VisitMachine::asks(Question what) const { return state_.asked && state_.asked->what == what; }

void VisitMachine::ask(Question what) { state_.asked = Asked{what, now_}; }

void VisitMachine::give_up_waiting() {
  const Question what = state_.asked->what;
  state_.asked.reset();
  switch (what) {
    case Question::check_in: {
      Outcome unknown;
      unknown.saved = false;
      show(std::move(unknown));
      break;
    }
    case Question::rated: rated({}); break;   // the worker refuses a second rating by itself
    case Question::cast:
      state_.rating.saving = false;
      state_.rating.failed = true;
      break;
    case Question::sheet:
      state_.sheet.saving = false;
      state_.sheet.failed = true;
      break;
    case Question::opinion:
      state_.opinion.saving = false;
      state_.opinion.failed = true;
      hurry_for_scan();
      break;
    case Question::gate: break;
    case Question::voices: state_.voices_failed = true; break;
    case Question::conflict: state_.conflict_saved = ConflictSaved::failed; break;
    case Question::correction: state_.correction_failed = true; break;
    case Question::roll_call:
      take(RollCallAnswer{state_.id, nullptr});   // no news: it was not written
      break;
    case Question::places: take(PlacesAnswer{state_.id, nullptr}); break;
    case Question::people: to_people(ui::PeopleProblem::failed); break;
    case Question::guest_page: state_.guest_page.saved = ui::GuestSaved::failed; break;
    case Question::pin:
    case Question::pin_set: refuse_pin(ui::PinProblem::none); break;
  }
}

std::optional<std::int64_t> VisitMachine::idle_span() const {
  if (state_.asked || state_.returns_at) return std::nullopt;
  if (state_.staff) return rules_.staff_idle;
  if (state_.page == resting_page() || state_.page == Page::standing) {
    const bool pristine = untouched() && state_.gate.first.empty() && state_.gate.mode != ui::PinMode::set_repeat;
    return pristine ? std::nullopt : std::optional(rules_.idle);
  }
  return rules_.idle;
}

bool VisitMachine::idle_warns() const { return state_.staff || (state_.page != resting_page() && state_.page != Page::standing); }

void VisitMachine::end_idle() { begin(Keep::nothing); }

namespace {

int seconds_until(std::int64_t then, std::int64_t now) { return static_cast<int>(std::max<std::int64_t>(0, (then - now + 999) / 1000)); }

// When the number of seconds left changes next.
std::int64_t next_second(std::int64_t then, std::int64_t now) { return then - (seconds_until(then, now) - 1) * std::int64_t{1000}; }

}  // namespace

std::optional<std::int64_t> VisitMachine::deadline() const {
  std::optional<std::int64_t> next;
  const auto at = [&next](std::int64_t when) { next = next ? std::min(*next, when) : when; };
  if (state_.asked) at(state_.asked->at + rules_.stuck);
  if (!scans_.empty() && !asks(Question::check_in) && !holds_text()) at(serve_at_);
  if (state_.typing.ink_rests_at) at(*state_.typing.ink_rests_at);
  if (state_.returns_at) at(next_second(*state_.returns_at, now_));
  if (state_.gate.locked_until) at(next_second(*state_.gate.locked_until, now_));
  if (const auto bell = calls_.due()) at(*bell);
  if (state_.page == Page::find_me && finding_waits()) at(next_second(*facts_.facts_wait_until, now_));
  if (const auto span = idle_span()) {
    const std::int64_t warns = state_.last_touch + *span;
    at(now_ < warns ? warns : next_second(warns + rules_.warning, now_));
  }
  if (state_.page == Page::home && untouched() && facts_.running && rules_.standing > 0) at(state_.last_touch + rules_.standing);
  return next;
}

std::optional<int> VisitMachine::idle_seconds_left(const base::Moment& now) const {
  const auto span = idle_span();
  if (!span || !idle_warns() || now.mono_ms < state_.last_touch + *span) return std::nullopt;
  return seconds_until(state_.last_touch + *span + rules_.warning, now.mono_ms);
}

int VisitMachine::return_seconds_left(const base::Moment& now) const {
  return state_.returns_at ? seconds_until(*state_.returns_at, now.mono_ms) : 0;
}

int VisitMachine::finding_wait_seconds(const base::Moment& now) const {
  return facts_.facts_wait_until ? seconds_until(*facts_.facts_wait_until, now.mono_ms) : 0;
}

int VisitMachine::locked_seconds(const base::Moment& now) const {
  return state_.gate.locked_until ? seconds_until(*state_.gate.locked_until, now.mono_ms) : 0;
}

}  // namespace openday::app
