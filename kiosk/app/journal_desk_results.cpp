// Results and cases at the desk: staff look, close rounds, release what waits, and move cases; guests see what the plan publishes.
#include <algorithm>

#include "kiosk/app/cases_list.h"
#include "kiosk/app/journal_desk_state.h"
#include "kiosk/app/results_list.h"
#include "kiosk/app/tuning.h"
#include "kiosk/base/utf8.h"
#include "kiosk/event/case_number.h"
#include "kiosk/event/itinerary.h"

namespace openday::app {

namespace {

const event::Questionnaire* find_questionnaire(const event::Plan& plan, std::string_view id) {
  const auto found = std::find_if(plan.questionnaires.begin(), plan.questionnaires.end(), [&](const auto& one) { return one.id == id; });
  return found == plan.questionnaires.end() ? nullptr : &*found;
}

bool has_subject(const event::Questionnaire& asked, std::string_view subject) {
  return std::any_of(asked.subjects.begin(), asked.subjects.end(), [&](const event::Subject& one) { return one.id == subject; });
}

}  // namespace

void JournalDesk::State::carry_out(const LoadResults& wanted, const base::Moment& now) {
  auto shown = std::make_shared<ui::StaffResults>();
  if (journal && documents) {
    const event::Session* today = session(now);
    std::vector<WaitingBallots> waiting;
    if (const auto lying = journal->ballots().waiting(); worked(lying))
      for (const journal::Waiting& one : *lying)
        if (one.event == documents->plan.id) waiting.push_back({one.session, one.subject, one.ballots});
    *shown = make_results(*documents, *voices.figures(documents->plan, attendance), waiting, attendance.corrections(documents->plan.id), today ? today->id : std::string());
  }
  say(ResultsAnswer{wanted.visit, std::move(shown)});
}

// Closing is for good: the page asks twice, and there is no way back.
void JournalDesk::State::carry_out(const CloseRound& wanted, const base::Moment& now) {
  const event::Session* today = session(now);
  const event::Questionnaire* asked = documents ? find_questionnaire(documents->plan, wanted.questionnaire) : nullptr;
  bool saved = false;
  if (journal && today && asked && asked->kind == event::QuestionnaireKind::sheet) {
    saved = event::round_closed(*asked, today->id, attendance.corrections(documents->plan.id));   // another box may have been faster
    event::CorrectionBody body;
    body.what = event::CorrectionKind::rating_closed;
    body.session = today->id;
    body.item = asked->id;
    saved = saved || append(event::Kind::correction, documents->plan.id, to_json(body), now);
    if (saved) batch_ballots(now);
  }
  say(VoicesAnswer{wanted.visit, saved});
  carry_out(LoadResults{wanted.visit}, now);
}

// Fewer than five of a subject, let go by a supervisor who answers for it. A round that is open stays sealed.
void JournalDesk::State::carry_out(const ReleaseBallots& wanted, const base::Moment& now) {
  const event::Questionnaire* asked = documents ? find_questionnaire(documents->plan, wanted.questionnaire) : nullptr;
  bool saved = false;
  if (journal && asked) {
    std::vector<journal::SealedSubject> kept = sealed_subjects();
    for (const event::Questionnaire& other : documents->plan.questionnaires)
      if (other.id != asked->id)
        for (const event::Subject& subject : other.subjects) kept.push_back({{}, subject.id});
    const auto records = journal->ballots().make_batches(documents->plan.id, {}, journal::BatchRule::any, now, kept);
    saved = worked(records);
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
  if (documents) {
    event::FollowUpWords words;
    words.catalogue = documents->catalogues.empty() ? nullptr : &documents->catalogues.front();
    words.calendar = documents->calendar ? &*documents->calendar : nullptr;
    for (const event::CatalogueSubject& one : documents->subjects.subjects) words.subjects.push_back({one.id, one.label, one.owner, {}});
    words.sealed = sealed_rounds();
    *shown = make_cases(documents->plan, voices.cases().list(documents->plan, words), base::date_in(now.wall, documents->plan.zone));
  }
  say(CasesAnswer{wanted.visit, std::move(shown)});
}

void JournalDesk::State::carry_out(const MoveCase& wanted, const base::Moment& now) {
  event::FollowUpBody body = wanted.body;
  body.note = base::first_code_points(body.note, kMostCorrectionText);
  body.owner = base::first_code_points(body.owner, kMostCorrectionText);
  body.by = kRole;
  const bool known = documents && event::parse_case_number(body.number);
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
  const auto& plan = documents->plan;
  const bool any = std::any_of(plan.questionnaires.begin(), plan.questionnaires.end(), [](const event::Questionnaire& one) { return one.published; });
  report.published = any ? make_public_results(*documents, *voices.figures(plan, attendance)) : std::vector<ui::PublicResults>{};
}

}  // namespace openday::app
