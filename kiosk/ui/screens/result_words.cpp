#include "kiosk/ui/screens/result_words.h"

namespace openday::ui {
namespace {

struct Entry {
  Tone tone;
  Text title, happened, next_step;
};

// In the order of Verdict.
Entry entry_for(Verdict verdict) {
  using enum Tone;
  switch (verdict) {
    case Verdict::admitted: return {welcome, Text::result_admitted, Text::result_admitted_what, Text::result_admitted_do};
    case Verdict::admitted_not_on_roster: return {welcome, Text::result_admitted, Text::result_not_on_roster_what, Text::result_admitted_do};
    case Verdict::already_admitted: return {welcome, Text::result_already, Text::result_already_what, Text::result_already_do};
    case Verdict::late: return {welcome, Text::result_admitted, Text::result_late_what, Text::result_admitted_do};
    case Verdict::party_complete: return {attention, Text::result_party, Text::result_party_what, Text::result_party_do};
    case Verdict::early: return {attention, Text::result_early, Text::result_early_what, Text::result_early_do};
    case Verdict::wrong_event: return {attention, Text::result_wrong_event, Text::result_wrong_event_what, Text::result_wrong_event_do};
    case Verdict::wrong_session: return {attention, Text::result_wrong_session, Text::result_wrong_session_what, Text::result_wrong_session_do};
    case Verdict::event_not_running: return {attention, Text::result_not_running, Text::result_not_running_what, Text::result_not_running_do};
    case Verdict::registration_cancelled: return {attention, Text::result_cancelled, Text::result_cancelled_what, Text::result_cancelled_do};
    case Verdict::revoked: return {refusal, Text::result_revoked, Text::result_revoked_what, Text::result_revoked_do};
    case Verdict::not_registered: return {attention, Text::result_not_registered, Text::result_not_registered_what, Text::result_not_registered_do};
    case Verdict::bad_signature: return {refusal, Text::result_forged, Text::result_forged_what, Text::result_forged_do};
    case Verdict::unknown_issuer: return {refusal, Text::result_unknown_issuer, Text::result_unknown_issuer_what, Text::result_unknown_issuer_do};
    case Verdict::expired: return {attention, Text::result_expired, Text::result_expired_what, Text::result_expired_do};
    case Verdict::unreadable: return {attention, Text::result_unreadable, Text::result_unreadable_what, Text::result_unreadable_do};
    case Verdict::needs_screening: return {attention, Text::result_screening, Text::result_screening_what, Text::result_screening_do};
    case Verdict::category_full: return {attention, Text::result_full, Text::result_full_what, Text::result_full_do};
    case Verdict::needs_staff: return {attention, Text::result_staff, Text::result_staff_what, Text::result_staff_do};
    case Verdict::not_saved: return {refusal, Text::result_not_saved, Text::result_not_saved_what, Text::result_not_saved_do};
  }
  return {attention, Text::result_staff, Text::result_staff_what, Text::result_staff_do};
}

std::string happened_text(const Model& model, const Painter& p, Text id) {
  const ScanResult& r = model.result;
  switch (r.verdict) {
    case Verdict::already_admitted:
    case Verdict::party_complete: {
      std::string text = fill_in(p.word(r.verdict == Verdict::already_admitted ? Text::result_already_what : Text::result_party_what),
                                 {r.first_time, std::to_string(r.seats)});
      if (!r.first_place.empty()) text += fill_in(p.word(Text::result_already_place), {r.first_place});
      return text;
    }
    case Verdict::early: return r.when.empty() ? p.word(Text::result_early_what_plain) : fill_in(p.word(id), {r.when});
    case Verdict::wrong_event: return r.other_event.empty() ? p.word(Text::result_wrong_event_what_plain) : fill_in(p.word(id), {r.other_event});
    case Verdict::wrong_session: return r.when.empty() ? p.word(Text::result_wrong_session_what_plain) : fill_in(p.word(id), {r.when});
    case Verdict::category_full: return r.category.empty() ? p.word(Text::result_full_what_plain) : fill_in(p.word(id), {r.category});
    case Verdict::event_not_running: return model.event.notice.empty() ? p.word(id) : model.event.notice;
    default: return p.word(id);
  }
}

}  // namespace

ResultWords words_for(const Model& model, const Painter& p) {
  const Verdict verdict = model.result.verdict;
  const Entry entry = entry_for(verdict);
  ResultWords words{entry.tone, p.word(entry.title), happened_text(model, p, entry.happened), p.word(entry.next_step),
                    IntentKind::call_staff, Icon::hand, p.word(Text::quiet_help)};
  if (verdict == Verdict::needs_screening && model.result.referred) {
    words.title = p.word(Text::result_referred);
    words.happened = p.word(Text::result_referred_what);
    words.next_step = p.word(Text::result_referred_do);
  }
  if (model.result.needs_supervisor) {
    words.next_step = p.word(Text::supervisor_override);
    words.way = IntentKind::open_staff_gate, words.way_icon = Icon::lock_open, words.way_label = p.word(Text::supervisor_log_in);
    return words;
  }
  if (model.result.can_override) {
    words.way = IntentKind::override_refusal, words.way_icon = Icon::lock_open, words.way_label = p.word(Text::override_button);
    return words;
  }
  switch (verdict) {
    case Verdict::unreadable:
    case Verdict::early:
    case Verdict::event_not_running:
    case Verdict::wrong_session:
      words.way = IntentKind::go_home, words.way_icon = Icon::home;
      words.way_label = p.word(verdict == Verdict::unreadable ? Text::result_try_again : Text::quiet_home);
      break;
    case Verdict::not_registered: words.way_icon = Icon::how_to_reg, words.way_label = p.word(Text::result_ask_walk_in); break;
    case Verdict::bad_signature:
    case Verdict::unknown_issuer:
    case Verdict::expired:
      if (model.can_find_by_name) words.way = IntentKind::find_by_name, words.way_icon = Icon::badge, words.way_label = p.word(Text::result_by_name);
      break;
    default: break;
  }
  return words;
}

}  // namespace openday::ui
