#include "kiosk/app/cues.h"

#include "kiosk/app/tuning.h"
#include "kiosk/ui/public_pages.h"

namespace openday::app {

using ui::Page;
using ui::Verdict;

namespace {

struct VerdictSound {
  const char *effect, *prompt;
};

// The tones of the result page (ui/screens/result_words.cpp): welcome, attention, refusal.
VerdictSound sound_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::admitted: return {"success", "admitted"};
    case Verdict::admitted_not_on_roster: return {"success", "admitted_not_on_roster"};
    case Verdict::already_admitted: return {"success", "already_admitted"};
    case Verdict::late: return {"success", "late"};
    case Verdict::party_complete: return {"attention", "party_complete"};
    case Verdict::early: return {"attention", "early"};
    case Verdict::wrong_event: return {"attention", "wrong_event"};
    case Verdict::wrong_session: return {"attention", "wrong_session"};
    case Verdict::event_not_running: return {"attention", "event_not_running"};
    case Verdict::not_registered: return {"attention", "not_registered"};
    case Verdict::unreadable: return {"attention", "unreadable"};
    case Verdict::needs_screening: return {"attention", "needs_screening"};
    case Verdict::category_full: return {"attention", "category_full"};
    case Verdict::needs_staff: return {"attention", "needs_staff"};
    case Verdict::registration_cancelled: return {"attention", "registration_cancelled"};
    case Verdict::revoked: return {"refusal", "revoked"};
    case Verdict::bad_signature: return {"refusal", "bad_signature"};
    case Verdict::unknown_issuer: return {"refusal", "unknown_issuer"};
    case Verdict::expired: return {"attention", "expired"};
    case Verdict::not_saved: return {"refusal", "not_saved"};
  }
  return {"attention", "needs_staff"};
}

std::string prompt_of_page(const Hearing& now) {
  if (now.page == Page::home && now.notices) return "home_notices";
  if (now.page == Page::sheet && now.review) return "sheet_review";
  if (now.page == Page::screening && now.staff_look) return "screening_staff";
  if (now.page == Page::confirm_fact && now.wrong > 0) return "fact_wrong";
  const ui::PublicPage* shown = ui::public_page(now.page);
  return shown ? shown->prompt : "";
}

bool asks_at_door(Page page) { return page == Page::party || page == Page::screening || page == Page::confirm_fact || page == Page::receipt; }

std::string effect_between(const Hearing& before, const Hearing& now, Cause cause) {
  const bool fresh = now.visit != before.visit, came = fresh || now.page != before.page;
  if (now.rings != before.rings) return "help";
  if (now.verdict && now.page == Page::result && (fresh || !before.verdict || before.verdict != now.verdict)) return effect_of(*now.verdict);
  if (now.failed && !before.failed) return "refusal";
  if (now.wrong > (fresh ? 0 : before.wrong)) return "refusal";
  if (now.page == Page::thanks && came && before.page != Page::privacy) return "success";
  if (now.idle && !before.idle) return "attention";
  if (asks_at_door(now.page) && came && cause == Cause::nobody) return "attention";
  return cause == Cause::tap ? "tap" : "";
}

}  // namespace

std::string effect_of(Verdict verdict) { return sound_of(verdict).effect; }
std::string prompt_of(Verdict verdict) { return sound_of(verdict).prompt; }

std::string prompt_of(const Hearing& now) {
  if (now.staff) return {};
  if (now.idle) return "idle";
  if (now.help) return "help";
  if (now.failed) return "not_saved_answers";
  if (now.page == Page::result) return now.verdict ? prompt_of(*now.verdict) : std::string();
  return prompt_of_page(now);
}

Hearing hearing_of(const VisitMachine& machine, const base::Moment& now) {
  const VisitState& visit = machine.state();
  Hearing out;
  out.visit = visit.id;
  out.page = visit.page;
  out.language = visit.language;
  out.voice = visit.voice;
  out.staff = visit.staff;
  out.help = visit.help_called;
  out.idle = machine.idle_seconds_left(now).has_value();
  out.failed = visit.rating.failed || visit.sheet.failed || visit.opinion.failed || visit.voices_failed || visit.correction_failed;
  out.review = visit.sheet.review;
  if (visit.gate.problem != ui::PinProblem::none) out.wrong = visit.gate.attempt;
  if (visit.door && visit.page == Page::confirm_fact && visit.door->asked.fact_wrong) out.wrong = visit.door->attempt;
  if (visit.door && visit.door->screening_page < visit.door->asked.screening.size()) out.staff_look = visit.door->asked.screening[visit.door->screening_page].by_staff;
  out.rings = machine.calls().rings();
  out.notices = machine.facts().notices > 0;
  if (visit.outcome) out.verdict = visit.outcome->saved ? static_cast<Verdict>(visit.outcome->verdict) : Verdict::not_saved;
  return out;
}

Cues cues_between(const Hearing& before, const Hearing& now, Cause cause) {
  Cues out;
  out.effect = effect_between(before, now, cause);
  const std::string was = before.voice ? prompt_of(before) : std::string(), is = now.voice ? prompt_of(now) : std::string();
  const bool again = now.visit != before.visit || now.language != before.language || (now.page == Page::confirm_fact && now.wrong != before.wrong);
  if (is == was && !again) return out;
  out.hush = !was.empty();
  const bool to_nobody = (is == "home" || is == "home_notices") && cause == Cause::nobody;   // the page came back by itself: an empty hall is not spoken to
  if (!is.empty() && !to_nobody) out.prompt = (now.language == ui::Language::zh ? "zh/" : "en/") + is;
  return out;
}

bool SoundLimit::allows(const std::string& sound, std::int64_t mono_ms) {
  auto& times = heard_[sound];
  while (!times.empty() && times.front() <= mono_ms - kRepeatWindowMs) times.pop_front();
  if (times.size() >= kMostRepeats) return false;
  times.push_back(mono_ms);
  return true;
}

}  // namespace openday::app
