// Corrections of the programme at the desk: each a record, completed by what only the desk knows (the session in force, the
// minute it was said, the id of a new row); taken back by a void record.
#include <algorithm>
#include <string_view>

#include "kiosk/app/journal_desk_state.h"
#include "kiosk/app/tuning.h"
#include "kiosk/base/crypto.h"
#include "kiosk/base/utf8.h"
#include "kiosk/event/session_choice.h"

namespace openday::app {

namespace {

using event::CorrectionBody;
using event::CorrectionKind;

constexpr std::string_view kUndone = "撤销";

std::string new_row_id() {
  const base::Random16 random = base::random16();
  return "+" + base::to_hex(base::ByteView(random).first(4));
}

// The minute of the session's day; nothing when it is another day.
std::optional<int> minute_said(const event::Session& session, const std::vector<CorrectionBody>& corrections, const base::Moment& now, base::Minutes zone) {
  if (event::day_of(session, corrections) != base::date_in(now.wall, zone)) return std::nullopt;
  return static_cast<int>(base::minutes_of_day(now.wall, zone).count());
}

// A score sheet that is closed stays closed.
bool closes_a_round(const event::Plan& plan, const CorrectionBody& body) {
  if (body.what != CorrectionKind::rating_closed) return false;
  return std::ranges::any_of(plan.questionnaires, [&](const event::Questionnaire& one) {
    return one.kind == event::QuestionnaireKind::sheet && (body.item.empty() || body.item == one.id);
  });
}

}  // namespace

const event::Session* JournalDesk::State::session(const base::Moment& now) const {
  if (!documents) return nullptr;
  const base::Minutes zone = documents->plan.zone;
  return event::session_in_force(documents->plan, attendance.corrections(documents->plan.id), base::date_in(now.wall, zone), base::minutes_of_day(now.wall, zone));
}

void JournalDesk::State::carry_out(const AddCorrection& wanted, const base::Moment& now) {
  const event::Session* today = session(now);
  CorrectionBody body = wanted.body;
  if (body.session.empty() && today) body.session = today->id;
  const event::Session* meant = documents ? documents->plan.session(body.session) : nullptr;
  bool saved = false;
  if (journal && meant && may(ui::StaffRole::supervisor, "a correction")) {
    body.text = base::first_code_points(body.text, kMostCorrectionText);
    body.reason = base::first_code_points(body.reason, kMostCorrectionText);
    if (body.what == CorrectionKind::delay && body.item.empty())
      body.start = minute_said(*meant, attendance.corrections(documents->plan.id), now, documents->plan.zone);
    if (body.what == CorrectionKind::held_on && body.text.empty()) body.text = base::to_string(base::date_in(now.wall, documents->plan.zone));
    if (body.what == CorrectionKind::insert && body.row.empty()) body.row = new_row_id();
    saved = append(event::Kind::correction, documents->plan.id, to_json(body), now);
    if (saved && closes_a_round(documents->plan, body)) batch_ballots(now);
  }
  say(CorrectionAnswer{wanted.visit, saved});
}

void JournalDesk::State::carry_out(const UndoCorrection& wanted, const base::Moment& now) {
  bool gone = false;
  if (journal && documents && may(ui::StaffRole::supervisor, "a correction undone")) {
    const auto standing = attendance.standing_corrections(documents->plan.id);
    const auto meant = std::ranges::find_if(standing, [&](const event::StandingCorrection& one) { return one.record == wanted.record; });
    gone = meant == standing.end();
    if (!gone && !closes_a_round(documents->plan, meant->body))   // somebody else may have been faster
      gone = append(event::Kind::void_record, documents->plan.id, to_json(event::VoidBody{wanted.record, std::string(kUndone), role_on_duty(), on_duty->id}), now);
  }
  say(CorrectionAnswer{wanted.visit, gone});
}

// What the box knows of corrections: all that stand, and the last one of today's session, which staff may take back.
void JournalDesk::State::report_corrections(const base::Moment& now) {
  auto standing = attendance.standing_corrections(documents->plan.id);
  const event::Session* today = session(now);
  report.corrections.clear();
  report.last_correction.reset();
  for (event::StandingCorrection& one : standing) {
    const bool concerns = one.body.session.empty() || (today && one.body.session == today->id) || one.body.what == CorrectionKind::held_on;
    if (concerns && !closes_a_round(documents->plan, one.body)) report.last_correction = one;
    report.corrections.push_back(std::move(one.body));
  }
}

}  // namespace openday::app
