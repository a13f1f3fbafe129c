#include "kiosk/app/visit.h"

#include <algorithm>
#include <utility>

#include "kiosk/app/visit_roll_call.h"
#include "kiosk/app/visit_self_test.h"
#include "kiosk/event/badge_code.h"
#include "kiosk/event/enrolment_code.h"
#include "kiosk/event/case_number.h"

namespace openday::app {

using ui::IntentKind;
using ui::Page;

VisitMachine::VisitMachine(VisitRules rules, const base::Moment& now) : rules_(rules), now_(now.mono_ms) { begin(Keep::nothing); }

// ---- inputs ----

Effects VisitMachine::on(const ui::Intent& intent, const base::Moment& now) {
  now_ = now.mono_ms;
  if (!intent || intent.visit != state_.id || asks(Question::check_in)) return {};
  wall_ = now.wall;
  const bool warned = idle_seconds_left(now).has_value();
  state_.last_touch = now_;
  if (warned && holds_text()) scans_.clear();   // who is still writing goes on; the other one scans again
  // Under the warning a touch says "I am still here", or ends the visit.
  if (warned && intent.kind == IntentKind::go_home) end_idle();
  if (!warned && !prefer(intent.kind) && !type(intent) && !rate(intent) && !fill(intent) && !speak(intent) && !work(intent) && !answer_call(intent) && !at_door(intent) && !let_in(intent) && !find(intent) && !search_list(intent) && !correct(intent) && !hear(intent) && !press_papers(intent) && !call_roll(intent) && !tend_places(intent) && !test_box(intent) && !carry_stick(intent) && !go_on(intent) && !manage(intent) && !tend(intent))
    navigate(intent);
  note_preview();
  return std::exchange(effects_, {});
}

Effects VisitMachine::on_scan(std::string text, const base::Moment& now) {
  now_ = now.mono_ms;
  if (text.empty() || first_start() || unreadable_pages()) return {};   // who cannot read the answer is sent to the paper form
  if (text.size() > kMaxScanBytes) text.resize(kMaxScanBytes);
  if (inquiring() && text == state_.door->request.text) {   // still held before the camera
    state_.last_touch = now_;
    return {};
  }
  if (state_.staff && state_.page == Page::staff_self_test) {   // held up to see whether it is read (visit_self_test.h)
    state_.last_touch = now_;
    if (event::is_enrolment_text(text)) enrol_box(std::move(text));
    return std::exchange(effects_, {});
  }
  if (const auto receipt = event::parse_receipt(text); receipt && stays_staff() && !state_.asked && scans_.empty() && !holds_text()) {
    state_.last_touch = now_;
    open_case(receipt->number);
    note_preview();
    return std::exchange(effects_, {});
  }
  if (const auto guest = event::parse_badge(text); guest && stays_staff() && !state_.asked && scans_.empty() && !holds_text()) {
    state_.last_touch = now_;
    open_guest(*guest);
    note_preview();
    return std::exchange(effects_, {});
  }
  if (holds_text()) {
    let_scan_wait(std::move(text));
  } else if (asks(Question::check_in) || !scans_.empty()) {
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
        known.visit == state_.id ? take(known) : missed(known);
      },
      answer);
  note_preview();
  return std::exchange(effects_, {});
}

Effects VisitMachine::on_time(const base::Moment& now) {
  now_ = now.mono_ms;
  if (state_.asked && now_ >= state_.asked->at + rules_.stuck) give_up_waiting();
  serve_next_scan();
  if (state_.typing.ink_rests_at && now_ >= *state_.typing.ink_rests_at) read_ink();
  if (state_.gate.locked_until && now_ >= *state_.gate.locked_until) {
    state_.gate.locked_until.reset();
    state_.gate.problem = ui::PinProblem::none;
  }
  calls_.tick(now_);
  if (state_.find.waiting && !finding_waits()) query_changed();
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
  const SheetProgress& sheet = state_.sheet;
  const bool fills = state_.page == Page::sheet || (state_.page == Page::compose && state_.writing == ui::Writing::answer);
  if (fills && !sheet.closed && !sheet.saving && facts_.closed_rounds.contains(sheet.form->questionnaire)) close_sheet();
  if (auto roll = look_at_roll(state_)) effects_.emplace_back(std::move(*roll));
  note_preview();
  return std::exchange(effects_, {});
}

// ---- visits ----

Page VisitMachine::resting_page() const {
  if (facts_.trouble) return Page::out_of_service;
  return facts_.pin_set ? Page::home : Page::staff_gate;
}

void VisitMachine::begin(Keep keep) {
  if (state_.page == Page::staff_self_test) end_self_test();
  if (state_.staff && keep != Keep::staff) effects_.emplace_back(NoteStaff{"logout"});
  if (state_.typing.serial > 0) effects_.emplace_back(ForgetTyping{});
  VisitState fresh;
  fresh.id = state_.id + 1;
  fresh.last_touch = now_;
  fresh.page = resting_page();
  fresh.staff = keep == Keep::staff;
  if (fresh.staff) fresh.role = state_.role, fresh.worker = state_.worker;
  fresh.voice = rules_.voice_at_start;
  if (fresh.page == Page::staff_gate) fresh.gate.mode = ui::PinMode::set_first;
  if (keep == Keep::preferences) {
    fresh.language = state_.language;
    fresh.large_type = state_.large_type;
    fresh.high_contrast = state_.high_contrast;
    fresh.voice = state_.voice;
    fresh.low_reach = state_.low_reach;
  }
  state_ = std::move(fresh);
}

void VisitMachine::leave() {
  if (!stays_staff()) return begin(Keep::nothing);
  begin(Keep::staff);
  state_.page = Page::staff_attendance;
  load_attendance();
}

// Somebody who only looked around stays the same visitor; who was named or answered anything is gone for good.
void VisitMachine::go_home() {
  if (state_.staff || someone_was_here()) return leave();
  enter(resting_page());
  state_.code_for_rating = state_.code_for_opinion = state_.preview = state_.help_called = false;
}

bool VisitMachine::someone_was_here() const {
  return state_.door || state_.outcome || state_.guest || state_.rating.form || state_.sheet.form || state_.thanked_for > 0 || state_.rated_before ||
         state_.opinion.form || state_.opinions > 0 || !state_.shown_case.empty() || !state_.find.query.empty();
}

bool VisitMachine::between_visits() const {
  if (state_.asked || !scans_.empty() || someone_was_here()) return false;
  if (state_.staff) return state_.page == Page::staff_attendance || state_.page == Page::staff_more || state_.page == Page::staff_line || state_.page == Page::staff_self_test;
  return state_.page == resting_page() || state_.page == Page::standing || state_.page == Page::notices;
}

bool VisitMachine::unreadable_pages() const { return facts_.trouble && facts_.trouble->trouble == ui::Trouble::no_font; }

bool VisitMachine::untouched() const {
  return !someone_was_here() && state_.language == ui::Language::zh && !state_.large_type && !state_.high_contrast && state_.voice == rules_.voice_at_start && !state_.low_reach &&
         !state_.preview && !state_.help_called && !state_.staff;
}

void VisitMachine::enter(Page page) {
  if (state_.page == Page::staff_self_test && page != state_.page) end_self_test();
  state_.page = page;
  state_.typing.drop();
  state_.returns_at.reset();
  state_.stays = false;
}

void VisitMachine::resume(Page page) {
  state_.page = page;
  if (state_.stays) return;
  if (page == Page::thanks) state_.returns_at = now_ + (state_.receipt ? kReceiptTimes : 1) * rules_.thanks;
  if (page == Page::result || page == Page::receipt) state_.returns_at = now_ + rules_.refusal;
}

void VisitMachine::note_preview() {
  const bool wanted = state_.preview || state_.page == Page::check_in || watches_camera(state_);
  if (wanted != preview_shown_) effects_.emplace_back(ShowPreview{wanted});
  preview_shown_ = wanted;
}

}  // namespace openday::app
