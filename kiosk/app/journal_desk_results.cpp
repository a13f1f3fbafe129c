// Results and cases at the desk: staff look, close rounds, release what waits, and move cases; guests see what the plan publishes.
#include <algorithm>

#include "kiosk/app/cases_list.h"
#include "kiosk/app/journal_desk_state.h"
#include "kiosk/app/results_list.h"
#include "kiosk/app/tuning.h"
#include "kiosk/base/utf8.h"
#include "kiosk/event/case_number.h"
#include "kiosk/event/itinerary.h"
#include "kiosk/event/session_choice.h"

namespace openday::app {

namespace {

bool has_subject(const event::Questionnaire& asked, std::string_view subject) {
  return std::any_of(asked.subjects.begin(), asked.subjects.end(), [&](const event::Subject& one) { return one.id == subject; });
}

}  // namespace

void JournalDesk::State::carry_out(const LoadResults& wanted, const base::Moment& now) {
  auto shown = std::make_shared<ui::StaffResults>();
  if (journal && documents && may(ui::StaffRole::supervisor, "the results")) {
    std::vector<WaitingBallots> waiting;
    if (const auto lying = journal->ballots().waiting(); worked(lying))
      for (const journal::Waiting& one : *lying)
        if (one.event == documents->plan.id) waiting.push_back({one.session, one.subject, one.ballots});
    *shown = make_results(*documents, voices.figures(documents->plan, attendance), waiting);
    for (ui::ResultQuestionnaire& one : shown->questionnaires) {
      const event::Questionnaire* asked = documents->plan.questionnaire(one.id);
      one.can_close = asked && !rounds_to_close(*asked, now).empty();
      one.can_release = one.waiting > 0 && !one.sealed && asked && !takes_answers(*asked, now);
    }
  }
  say(ResultsAnswer{wanted.visit, std::move(shown)});
}

// Sessions that have begun and in which this sheet's round is still open: a morning's may have been forgotten.
std::vector<std::string> JournalDesk::State::rounds_to_close(const event::Questionnaire& asked, const base::Moment& now) const {
  std::vector<std::string> out;
  if (asked.kind != event::QuestionnaireKind::sheet) return out;
  const event::Plan& plan = documents->plan;
  const auto said = attendance.corrections(plan.id);
  const event::Session* today = session(now);
  const base::Date day = base::date_in(now.wall, plan.zone);
  for (const event::Session& one : plan.sessions) {
    const auto held = event::day_of(one, said);
    const bool begun = &one == today || (held && *held <= day);
    if (begun && !event::round_closed(asked, one.id, said)) out.push_back(one.id);
  }
  return out;
}

bool JournalDesk::State::takes_answers(const event::Questionnaire& asked, const base::Moment& now) const {
  const event::Session* today = session(now);
  if (!today) return false;
  const auto said = attendance.corrections(documents->plan.id);
  return event::rating_window(documents->plan, asked, event::itinerary_at(documents->plan, *today, said, now.wall), said, now.wall).open;
}

// Closing is for good: the page asks twice, and there is no way back.
void JournalDesk::State::carry_out(const CloseRound& wanted, const base::Moment& now) {
  const event::Questionnaire* asked = documents ? documents->plan.questionnaire(wanted.questionnaire) : nullptr;
  bool saved = false;
  if (journal && asked && asked->kind == event::QuestionnaireKind::sheet && may(ui::StaffRole::supervisor, "closing a round")) {
    std::vector<journal::Draft> drafts;
    for (const std::string& open : rounds_to_close(*asked, now)) {
      event::CorrectionBody body;
      body.what = event::CorrectionKind::rating_closed;
      body.session = open;
      body.item = asked->id;
      drafts.push_back({event::Kind::correction, documents->plan.id, to_json(body)});
    }
    saved = drafts.empty() || append(drafts, now);   // another box may have been faster
    if (saved) batch_ballots(now);
  }
  say(VoicesAnswer{wanted.visit, saved});
  carry_out(LoadResults{wanted.visit}, now);
}

// Fewer than five of a subject that nobody can answer any more, let go by a supervisor who answers for it. A round that is open stays
// sealed, and of a rating that is open a single ballot would name its guest.
void JournalDesk::State::carry_out(const ReleaseBallots& wanted, const base::Moment& now) {
  const event::Questionnaire* asked = documents ? documents->plan.questionnaire(wanted.questionnaire) : nullptr;
  bool saved = false;
  if (journal && asked && !takes_answers(*asked, now) && may(ui::StaffRole::supervisor, "a release")) {
    std::vector<journal::SealedSubject> kept = sealed_subjects();
    for (const event::Questionnaire& other : documents->plan.questionnaires)
      if (other.id != asked->id)
        for (const event::Subject& subject : other.subjects) kept.push_back({{}, subject.id});
    const auto records = journal->ballots().make_batches(documents->plan.id, {}, journal::BatchRule::any, now, kept);
    saved = worked(records) && !records->empty();
    if (saved) {
      for (const event::Record& record : *records) fold(record);
      look_for_ballots();
      note_staff("release", now);
    }
  }
  say(VoicesAnswer{wanted.visit, saved});
  carry_out(LoadResults{wanted.visit}, now);
}

void JournalDesk::State::carry_out(const LoadCases& wanted, const base::Moment& now) {
  auto shown = std::make_shared<ui::StaffCases>();
  if (documents && may(ui::StaffRole::supervisor, "the cases")) {
    event::FollowUpWords words;
    words.catalogue = documents->catalogues.empty() ? nullptr : &documents->catalogues.front();
    words.calendar = documents->calendar ? &*documents->calendar : nullptr;
    for (const event::CatalogueSubject& one : documents->subjects.subjects) words.subjects.push_back({one.id, one.label, one.owner, {}});
    words.corrections = attendance.corrections(documents->plan.id);
    words.sealed = sealed_rounds();
    *shown = make_cases(documents->plan, words.subjects, voices.cases().list(documents->plan, words), base::date_in(now.wall, documents->plan.zone));
  }
  say(CasesAnswer{wanted.visit, std::move(shown)});
}

void JournalDesk::State::carry_out(const MoveCase& wanted, const base::Moment& now) {
  event::FollowUpBody body = wanted.body;
  body.note = base::first_code_points(body.note, kMostCorrectionText);
  body.owner = base::first_code_points(body.owner, kMostCorrectionText);
  body.by = role_on_duty();
  const bool known = documents && event::parse_case_number(body.number) && may(ui::StaffRole::supervisor, "a case");
  const bool saved = known && append(event::Kind::follow_up, documents->plan.id, to_json(body), now);
  say(VoicesAnswer{wanted.visit, saved});
  carry_out(LoadCases{wanted.visit}, now);
}

void JournalDesk::State::look_for_ballots() { (void)worked(voices.look_for_ballots(options.state)); }

// Questionnaires of which a round is open: what was written in them stays unsaid.
std::set<std::string> JournalDesk::State::sealed_rounds() const {
  std::set<std::string> out;
  const auto sealed = sealed_subjects();
  for (const event::Questionnaire& one : documents->plan.questionnaires)
    for (const journal::SealedSubject& subject : sealed)
      if (has_subject(one, subject.subject)) out.insert(one.id);
  return out;
}

void JournalDesk::State::report_published() {
  if (!voices.take_news() && published_of == documents) return;
  published_of = documents;
  const auto& plan = documents->plan;
  const bool any = std::any_of(plan.questionnaires.begin(), plan.questionnaires.end(), [](const event::Questionnaire& one) { return one.published; });
  report.published = any ? make_public_results(*documents, voices.figures(plan, attendance)) : std::vector<ui::PublicResults>{};
}

}  // namespace openday::app
