// Opinions and comments: subject, text, reply, a last look, handed in once. What was typed is never lost without a warning: neither
// by a way back, nor by a scan, nor by staff's gate.
#include <algorithm>
#include <utility>

#include "kiosk/app/visit.h"
#include "kiosk/event/opinion.h"

namespace openday::app {

using ui::IntentKind;
using ui::Page;
using ui::ReplyChoice;
using ui::Writing;

// ---- ways in ----

void VisitMachine::open_opinion() {
  if (state_.asked || !facts_.opinions || facts_.trouble || writes()) return;
  const bool of_staff = state_.staff && (state_.page == Page::result || state_.page == Page::staff_attendance);
  if (state_.staff && !of_staff) return;
  if (state_.outcome && !state_.guest) begin(stays_staff() ? Keep::staff : Keep::preferences);   // refused a moment ago: another visit
  if (!facts_.opinions->walk_up && !state_.guest && !of_staff) {
    state_.code_for_opinion = true;
    return enter(Page::check_in);
  }
  state_.opinion = {};
  state_.opinion.form = facts_.opinions;
  state_.opinion.text = Compose(facts_.opinions->text_max);
  state_.opinion.typed_by_staff = of_staff;
  state_.writing = Writing::opinion;
  enter(Page::opinion_subject);
  if (state_.opinion.form->subjects.size() == 1) choose_subject(0);
}

// ---- what is written ----

bool VisitMachine::names() const { return state_.staff && state_.page == Page::compose && state_.writing == Writing::name; }

bool VisitMachine::writes() const {
  switch (state_.page) {
    case Page::opinion_subject:
    case Page::opinion_reply:
    case Page::opinion_review: return state_.opinion.form != nullptr;
    case Page::compose: return names() || state_.opinion.form || state_.rating.form || state_.sheet.form;
    default: return false;
  }
}

bool VisitMachine::holds_text() const { return (writes() && state_.typing.open()) || state_.opinion.holds_text() || state_.rating.holds_text() || state_.sheet.holds_text(); }

Compose& VisitMachine::composing() {
  if (state_.writing == Writing::name) return state_.walk_in.name;
  if (state_.writing == Writing::address) return state_.opinion.address;
  if (state_.writing == Writing::answer) return state_.sheet.writing;
  if (state_.writing == Writing::comment && state_.rating.index < state_.rating.answers.size()) return state_.rating.answers[state_.rating.index].comment;
  return state_.opinion.text;
}

Effects VisitMachine::on_typed(const Typed& typed, const base::Moment& now) {
  now_ = now.mono_ms;
  if (keyboard_modes().empty() || asks(Question::check_in)) return {};
  state_.last_touch = now_;
  state_.opinion.leave_armed = false;
  if (writes()) scans_.clear();   // who is still writing goes on
  switch (typed.kind) {
    case Typed::Kind::text: put(typed.text); break;
    case Typed::Kind::backspace: erase_key(); break;
    case Typed::Kind::enter: {
      const ui::Intent enter{IntentKind::enter_key, state_.id, 0, {}, {}};
      if (!type(enter) && !press_papers(enter) && !carry_stick(enter) && !search_list(enter) && !manage(enter)) find(enter);
      break;
    }
  }
  return std::exchange(effects_, {});
}

bool VisitMachine::compose(const ui::Intent& intent) {
  Compose& text = composing();
  switch (intent.kind) {
    case IntentKind::add_phrase: {
      if (state_.writing == Writing::address || state_.writing == Writing::name || intent.value < 0) return true;
      if (state_.writing == Writing::opinion && !state_.opinion.subject) return true;
      const auto& phrases = state_.writing == Writing::comment  ? state_.rating.form->phrases
                            : state_.writing == Writing::answer ? state_.sheet.form->phrases
                                                                : state_.opinion.form->subjects[*state_.opinion.subject].phrases;
      const auto index = static_cast<std::size_t>(intent.value);
      if (index < phrases.size()) text.add_phrase(phrases[index]);
      return true;
    }
    case IntentKind::erase_last: text.erase(); return true;
    case IntentKind::clear_text: text.clear(); return true;
    case IntentKind::text_written: written(); return true;
    default: return false;
  }
}

bool VisitMachine::choose_reply(const ui::Intent& intent) {
  OpinionProgress& opinion = state_.opinion;
  switch (intent.kind) {
    case IntentKind::choose_reply: {
      const auto choice = static_cast<ReplyChoice>(intent.value);
      const auto offered = [&](event::ReplyOffer offer) { return std::find(opinion.form->replies.begin(), opinion.form->replies.end(), offer) != opinion.form->replies.end(); };
      if (choice == ReplyChoice::registered && (!state_.guest || !offered(event::ReplyOffer::registered))) return true;
      if (choice == ReplyChoice::address && !offered(event::ReplyOffer::address)) return true;
      if (intent.value < 0 || intent.value > static_cast<int>(ReplyChoice::address)) return true;
      if (opinion.reply != choice) opinion.consent = false;   // what was agreed to was another use
      opinion.reply = choice;
      return true;
    }
    case IntentKind::toggle_consent:
      if (opinion.reply && *opinion.reply != ReplyChoice::none) opinion.consent = !opinion.consent;
      return true;
    case IntentKind::write_address:
      if (opinion.reply != ReplyChoice::address) return true;
      state_.writing = Writing::address;
      enter(Page::compose);
      return true;
    case IntentKind::opinion_next:
      if (reply_ready(opinion)) enter(Page::opinion_review);
      return true;
    default: return false;
  }
}

bool reply_ready(const OpinionProgress& opinion) {
  if (!opinion.reply) return false;
  if (*opinion.reply == ReplyChoice::none) return true;
  if (!opinion.consent) return false;
  return *opinion.reply == ReplyChoice::registered || !event::clean_text(opinion.address.text()).text.empty();
}

// ---- steps ----

bool VisitMachine::speak(const ui::Intent& intent) {
  if (intent.kind == IntentKind::open_opinion) {
    open_opinion();
    return true;
  }
  if (!writes()) return false;
  OpinionProgress& opinion = state_.opinion;
  if (opinion.saving) return intent.kind != IntentKind::call_staff && intent.kind != IntentKind::dismiss_help;
  if (intent.kind == IntentKind::go_home || intent.kind == IntentKind::open_check_in || intent.kind == IntentKind::open_itinerary) {
    if (intent.kind == IntentKind::go_home) leave_opinion();   // the others are not on these pages
    return true;
  }
  if (intent.kind != IntentKind::opinion_back) opinion.leave_armed = false;
  if (state_.page == Page::compose && intent.kind != IntentKind::clear_text) composing().disarm();
  if (intent.kind == IntentKind::opinion_back) {
    step_back();
    return true;
  }
  switch (state_.page) {
    case Page::opinion_subject:
      if (intent.kind == IntentKind::choose_subject) choose_subject(intent.value);
      return intent.kind == IntentKind::choose_subject;
    case Page::compose: return compose(intent);
    case Page::opinion_reply: return choose_reply(intent);
    case Page::opinion_review:
      if (intent.kind == IntentKind::hand_in_opinion) hand_in_opinion();
      return intent.kind == IntentKind::hand_in_opinion;
    default: return false;
  }
}

void VisitMachine::choose_subject(int index) {
  if (index < 0 || static_cast<std::size_t>(index) >= state_.opinion.form->subjects.size()) return;
  state_.opinion.subject = static_cast<std::size_t>(index);
  state_.writing = Writing::opinion;
  enter(Page::compose);
}

void VisitMachine::written() {
  switch (state_.writing) {
    case Writing::comment: return enter(Page::rating);
    case Writing::address: return enter(Page::opinion_reply);
    case Writing::answer: return answer_written();
    case Writing::name: return enter(Page::staff_walk_in);
    case Writing::opinion: break;
  }
  if (event::clean_text(state_.opinion.text.text()).text.empty()) return;
  enter(state_.opinion.form->replies.empty() ? Page::opinion_review : Page::opinion_reply);
}

void VisitMachine::step_back() {
  switch (state_.page) {
    case Page::opinion_review:
      state_.opinion.failed = false;
      state_.writing = Writing::opinion;
      return enter(state_.opinion.form->replies.empty() ? Page::compose : Page::opinion_reply);
    case Page::opinion_reply:
      state_.writing = Writing::opinion;
      return enter(Page::compose);
    case Page::compose:
      if (names()) return enter(Page::staff_walk_in);
      if (state_.writing == Writing::comment) return enter(Page::rating);
      if (state_.writing == Writing::address) return enter(Page::opinion_reply);
      if (state_.writing == Writing::answer) return answer_written();
      if (state_.opinion.form->subjects.size() > 1) return enter(Page::opinion_subject);
      return leave_opinion();
    default: return leave_opinion();
  }
}

void VisitMachine::leave_opinion() {
  if (names()) return enter(Page::staff_walk_in);
  if (state_.writing == Writing::comment && state_.page == Page::compose) return enter(Page::rating);
  if (state_.writing == Writing::answer && state_.page == Page::compose) return answer_written();
  if (state_.opinion.holds_text() && !std::exchange(state_.opinion.leave_armed, true)) return;
  state_.opinion = {};
  go_home();
}

// ---- handed in ----

void VisitMachine::hand_in_opinion() {
  OpinionProgress& opinion = state_.opinion;
  if (!opinion.subject) return;
  SubmitOpinion out;
  out.visit = state_.id;
  out.press = state_.opinions;
  out.subject = opinion.form->subjects[*opinion.subject].id;
  out.text = opinion.text.text();
  const ReplyChoice reply = opinion.reply.value_or(ReplyChoice::none);
  out.reply = static_cast<event::ReplyWay>(reply);
  static_assert(static_cast<int>(ReplyChoice::address) == static_cast<int>(event::ReplyWay::address));
  if (reply == ReplyChoice::registered) out.guest = state_.guest;
  if (reply == ReplyChoice::address) out.address = opinion.address.text();
  if (reply != ReplyChoice::none) out.consent_version = opinion.form->consent_version;
  out.typed_by_staff = opinion.typed_by_staff;
  opinion.saving = true;
  opinion.failed = false;
  effects_.emplace_back(std::move(out));
  ask(Question::opinion);
}

void VisitMachine::take(const OpinionAnswer& answer) {
  if (state_.page != Page::opinion_review) return;
  if (asks(Question::opinion)) state_.asked.reset();
  state_.opinion.saving = false;
  if (!answer.saved) {
    state_.opinion.failed = true;
    return hurry_for_scan();
  }
  state_.opinion = {};   // it is on the disk; nothing on this box needs it any longer
  ++state_.opinions;
  state_.receipt = answer.receipt;
  enter(Page::thanks);
  state_.returns_at = now_ + kReceiptTimes * rules_.thanks;
  serve_at_ = now_ + rules_.thanks;   // who scanned meanwhile waits until the receipt is photographed
}

// ---- others at the box ----

// Staff type for this guest: the gate opens over the page and leads back to it.
void VisitMachine::staff_type() {
  state_.help_called = false;
  const bool judges = state_.writing == Writing::comment || state_.writing == Writing::answer;
  if (state_.page == Page::compose && judges) return;   // a rating is the guest's own
  state_.before = state_.page;
  state_.gate = {};
  state_.gate.opened_from = state_.id;
  state_.page = Page::staff_gate;
  effects_.emplace_back(AskGate{state_.id});
  ask(Question::gate);
}

// Somebody shows a code while a text stands here unsaved: its writer is warned at once, and the code is looked at when they
// are gone.
void VisitMachine::let_scan_wait(std::string text) {
  scans_.assign(1, std::move(text));
  serve_at_ = now_;
  hurry_for_scan();
}

void VisitMachine::hurry_for_scan() {
  if (!scans_.empty()) warn_at_once();
}

void VisitMachine::warn_at_once() {
  if (const auto span = idle_span()) state_.last_touch = std::min(state_.last_touch, now_ - *span);
}

void VisitMachine::show_case(std::string number) {
  begin(stays_staff() ? Keep::staff : someone_was_here() || state_.staff ? Keep::nothing : Keep::preferences);
  state_.shown_case = std::move(number);
  enter(Page::receipt);
  state_.returns_at = now_ + rules_.refusal;
  serve_at_ = now_ + rules_.queued;
}

}  // namespace openday::app
