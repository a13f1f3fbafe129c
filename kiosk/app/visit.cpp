#include "kiosk/app/visit.h"

#include <algorithm>
#include <utility>

namespace openday::app {

using ui::IntentKind;
using ui::Page;

bool Outcome::identifies() const {
  using event::Verdict;
  if (!registration || !saved) return false;
  return event::admits(verdict) || verdict == Verdict::already_admitted || verdict == Verdict::party_complete;
}

VisitMachine::VisitMachine(VisitRules rules, const base::Moment& now) : rules_(rules), now_(now.mono_ms) { begin(Keep::nothing); }

// ---- inputs ----

Effects VisitMachine::on(const ui::Intent& intent, const base::Moment& now) {
  now_ = now.mono_ms;
  if (!intent || intent.visit != state_.id || asks(Question::check_in)) return {};
  const bool warned = idle_seconds_left(now).has_value();
  state_.last_touch = now_;
  // Under the warning a touch says "I am still here", or ends the visit.
  if (warned && intent.kind == IntentKind::go_home) end_idle();
  if (!warned && !prefer(intent.kind) && !rate(intent) && !work(intent)) navigate(intent);
  note_preview();
  return std::exchange(effects_, {});
}

Effects VisitMachine::on_scan(std::string text, const base::Moment& now) {
  now_ = now.mono_ms;
  if (text.empty()) return {};
  if (text.size() > kMaxScanBytes) text.resize(kMaxScanBytes);
  if (asks(Question::check_in) || !scans_.empty()) {
    if (scans_.size() == kMaxWaitingScans) scans_.pop_front();   // who scanned longest ago has given up
    scans_.push_back(std::move(text));
  } else {
    look_at(std::move(text));
  }
  note_preview();
  return std::exchange(effects_, {});
}

Effects VisitMachine::on(const Answer& answer, const base::Moment& now) {
  now_ = now.mono_ms;
  std::visit(
      [this](const auto& known) {
        if (known.visit == state_.id) take(known);
      },
      answer);
  note_preview();
  return std::exchange(effects_, {});
}

Effects VisitMachine::on_time(const base::Moment& now) {
  now_ = now.mono_ms;
  if (state_.asked && now_ >= state_.asked->at + rules_.stuck) give_up_waiting();
  serve_next_scan();
  if (state_.gate.locked_until && now_ >= *state_.gate.locked_until) {
    state_.gate.locked_until.reset();
    state_.gate.problem = ui::PinProblem::none;
  }
  if (state_.returns_at && now_ >= *state_.returns_at) leave();
  if (const auto span = idle_span(); span && now_ >= state_.last_touch + *span + (idle_warns() ? rules_.warning : 0)) end_idle();
  if (state_.page == Page::home && untouched() && facts_.running && rules_.standing > 0 &&
      now_ >= state_.last_touch + rules_.standing) {
    state_.page = Page::standing;
  }
  note_preview();
  return std::exchange(effects_, {});
}

Effects VisitMachine::set_facts(BoxFacts facts, const base::Moment& now) {
  now_ = now.mono_ms;
  const Page rested = resting_page();
  facts_ = std::move(facts);
  const bool browsing = !someone_was_here() && !state_.staff && (state_.page != Page::staff_gate || state_.page == rested);
  if (resting_page() != rested && (state_.page == rested || (facts_.trouble && browsing))) begin(Keep::preferences);
  if (state_.page == Page::standing && !facts_.running) state_.page = resting_page();
  note_preview();
  return std::exchange(effects_, {});
}

// ---- visits ----

Page VisitMachine::resting_page() const {
  if (facts_.trouble) return Page::out_of_service;
  return facts_.pin_set || pin_postponed_ ? Page::home : Page::staff_gate;
}

void VisitMachine::begin(Keep keep) {
  if (state_.staff && keep != Keep::staff) effects_.emplace_back(NoteStaff{"logout"});
  VisitState fresh;
  fresh.id = state_.id + 1;
  fresh.last_touch = now_;
  fresh.page = resting_page();
  fresh.staff = keep == Keep::staff;
  if (fresh.page == Page::staff_gate) fresh.gate.mode = ui::PinMode::set_first;
  if (keep == Keep::preferences) {
    fresh.language = state_.language;
    fresh.large_type = state_.large_type;
    fresh.high_contrast = state_.high_contrast;
  }
  state_ = std::move(fresh);
}

void VisitMachine::leave() {
  if (!state_.staff) return begin(Keep::nothing);
  begin(Keep::staff);
  state_.page = Page::staff_attendance;
  load_attendance();
}

// Somebody who only looked around stays the same visitor; who was named or answered anything is gone for good.
void VisitMachine::go_home() {
  if (state_.staff || someone_was_here()) return leave();
  enter(resting_page());
  state_.code_for_rating = state_.preview = state_.help_called = false;
}

bool VisitMachine::someone_was_here() const {
  return state_.outcome || state_.guest || state_.rating.form || state_.thanked_for > 0 || state_.rated_before;
}

bool VisitMachine::untouched() const {
  return !someone_was_here() && state_.language == ui::Language::zh && !state_.large_type && !state_.high_contrast &&
         !state_.preview && !state_.help_called && !state_.staff;
}

void VisitMachine::enter(Page page) {
  state_.page = page;
  state_.returns_at.reset();
  state_.stays = false;
}

void VisitMachine::resume(Page page) {
  state_.page = page;
  if (state_.stays) return;
  if (page == Page::thanks) state_.returns_at = now_ + rules_.thanks;
  if (page == Page::result) state_.returns_at = now_ + rules_.refusal;
}

void VisitMachine::note_preview() {
  const bool wanted = state_.preview || state_.page == Page::check_in;
  if (wanted != preview_shown_) effects_.emplace_back(ShowPreview{wanted});
  preview_shown_ = wanted;
}

// ---- what a visitor does ----

bool VisitMachine::prefer(IntentKind kind) {
  switch (kind) {
    case IntentKind::toggle_language:
      state_.language = state_.language == ui::Language::zh ? ui::Language::en : ui::Language::zh;
      return true;
    case IntentKind::toggle_large_type: state_.large_type = !state_.large_type; return true;
    case IntentKind::toggle_contrast: state_.high_contrast = !state_.high_contrast; return true;
    default: return false;
  }
}

bool VisitMachine::navigate(const ui::Intent& intent) {
  const bool staff_page = state_.page == Page::staff_gate || state_.page == Page::staff_attendance;
  const bool saving = state_.rating.saving;
  if (state_.page == Page::standing) state_.page = Page::home;
  switch (intent.kind) {
    case IntentKind::stay:
      state_.stays = state_.returns_at.has_value();
      state_.returns_at.reset();
      return true;
    case IntentKind::call_staff:
      state_.help_called = true;
      state_.returns_at.reset();
      return true;
    case IntentKind::dismiss_help:
      if (std::exchange(state_.help_called, false)) resume(state_.page);
      return true;
    case IntentKind::open_staff_gate:
      if (!state_.staff && !saving && state_.page != Page::staff_gate) open_gate();
      return true;
    default: break;
  }
  if (staff_page || saving || facts_.trouble) {
    // Out of service, only what needs no storage is open.
    const bool look_only = !staff_page && !saving &&
                           (intent.kind == IntentKind::open_privacy || intent.kind == IntentKind::close_privacy ||
                            intent.kind == IntentKind::open_itinerary || intent.kind == IntentKind::go_home ||
                            intent.kind == IntentKind::finish);
    if (!look_only) return false;
  }
  switch (intent.kind) {
    case IntentKind::go_home: go_home(); return true;
    case IntentKind::finish:
      if (state_.page == Page::thanks) leave();
      return true;
    case IntentKind::open_check_in:
      if (someone_was_here()) begin(state_.staff ? Keep::staff : Keep::preferences);
      enter(Page::check_in);
      return true;
    case IntentKind::open_itinerary: enter(Page::itinerary); return true;
    case IntentKind::open_rating: open_rating(); return true;
    case IntentKind::open_privacy: open_privacy(); return true;
    case IntentKind::close_privacy:
      if (state_.page == Page::privacy) resume(state_.before);
      return true;
    case IntentKind::show_preview: state_.preview = true; return true;
    default: return false;
  }
}

void VisitMachine::open_privacy() {
  if (state_.page == Page::privacy) return;
  state_.before = state_.page;
  state_.page = Page::privacy;
  state_.returns_at.reset();
}

// ---- scans ----

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

// ---- waiting and time ----

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
    case Question::rated: begin_rating({}); break;   // the worker refuses a second rating by itself
    case Question::cast:
      state_.rating.saving = false;
      state_.rating.failed = true;
      break;
    case Question::gate: break;
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
  if (!scans_.empty() && !asks(Question::check_in)) at(serve_at_);
  if (state_.returns_at) at(next_second(*state_.returns_at, now_));
  if (state_.gate.locked_until) at(next_second(*state_.gate.locked_until, now_));
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

int VisitMachine::locked_seconds(const base::Moment& now) const {
  return state_.gate.locked_until ? seconds_until(*state_.gate.locked_until, now.mono_ms) : 0;
}

}  // namespace openday::app
