// Score sheets at the desk: anonymous ones into the ballot box, named ones as one record with the guest's category. Plan and round
// are looked at once more: both may have changed while the guest wrote.
#include <algorithm>

#include "kiosk/app/journal_desk_state.h"
#include "kiosk/event/itinerary.h"

namespace openday::app {

void JournalDesk::State::carry_out(const CastSheet& wanted, const base::Moment& now) {
  const event::Session* today = session(now);
  SheetAnswer answer{wanted.visit, SheetSaved::failed, nullptr};
  const base::Digest answers = base::sha256(base::as_bytes(to_json(event::ScorecardBody{{}, {}, {}, {}, wanted.subjects})));
  if (const auto same = was_cast(wanted.visit, wanted.questionnaire, answers)) {
    answer.saved = *same ? SheetSaved::saved : SheetSaved::already;
  } else if (journal && today) {
    const auto form = documents->sheet(wanted.questionnaire);
    answer.saved = form ? take_sheet(wanted, *form, *today, now) : SheetSaved::changed;
    if (answer.saved == SheetSaved::changed) answer.form = form;
  }
  if (answer.saved == SheetSaved::saved) note_cast(wanted.visit, wanted.questionnaire, answers);
  say(std::move(answer));
}

SheetSaved JournalDesk::State::take_sheet(const CastSheet& wanted, const SheetForm& form, const event::Session& today, const base::Moment& now) {
  const event::Questionnaire* asked = documents->plan.questionnaire(wanted.questionnaire);
  if (asked && event::round_closed(*asked, today.id, attendance.corrections(documents->plan.id))) return SheetSaved::closed;
  CastSheet clean = wanted;
  for (event::SubjectAnswers& subject : clean.subjects)
    for (event::ItemAnswer& one : subject.items) one.text = kept_text(one.text, kMaxSheetText);
  const bool whole = std::all_of(clean.subjects.begin(), clean.subjects.end(), [&](const event::SubjectAnswers& one) { return fits(form, one); });
  if (!whole || clean.subjects.empty()) return SheetSaved::changed;
  return form.anonymous ? cast_sheet(clean, today) : append_scorecard(clean, today, now);
}

SheetSaved JournalDesk::State::cast_sheet(const CastSheet& wanted, const event::Session& today) {
  journal::Cast cast{documents->plan.id, today.id, wanted.scorer, {}};
  for (const event::SubjectAnswers& one : wanted.subjects) cast.ballots.push_back({one.subject, 0, {}, {}, one.items});
  const auto receipt = journal->ballots().cast(cast);
  if (!worked(receipt)) return SheetSaved::failed;
  return receipt->stored.empty() ? SheetSaved::already : SheetSaved::saved;
}

SheetSaved JournalDesk::State::append_scorecard(const CastSheet& wanted, const event::Session& today, const base::Moment& now) {
  if (!wanted.scorer) return SheetSaved::failed;   // a name is what this sheet asks for
  if (scored_by_name.contains({*wanted.scorer, wanted.questionnaire})) return SheetSaved::already;
  const event::ScorecardBody body{*wanted.scorer, today.id, wanted.questionnaire, wanted.category, wanted.subjects};
  return append(event::Kind::scorecard, documents->plan.id, to_json(body), now) ? SheetSaved::saved : SheetSaved::failed;
}

std::vector<journal::SealedSubject> JournalDesk::State::sealed_subjects() const {
  std::vector<journal::SealedSubject> out;
  if (!documents) return out;
  const auto corrections = attendance.corrections(documents->plan.id);
  for (const event::Questionnaire& one : documents->plan.questionnaires) {
    if (one.kind != event::QuestionnaireKind::sheet) continue;
    for (const event::Session& session : documents->plan.sessions) {
      if (event::round_closed(one, session.id, corrections)) continue;
      for (const event::Subject& subject : one.subjects) out.push_back({session.id, subject.id});
    }
  }
  return out;
}

}  // namespace openday::app
