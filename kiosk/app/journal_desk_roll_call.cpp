// The desk's side of 点名: every tap is a record, so that two boxes and a restart agree; taken back by a void.
#include "kiosk/app/journal_desk_state.h"
#include "kiosk/app/roll_call_list.h"

namespace openday::app {

namespace {

constexpr std::string_view kTakenBack = "call-taken-back";

}  // namespace

void JournalDesk::State::carry_out(const WorkOnRollCall& wanted, const base::Moment& now) {
  const RollCallJob& job = *wanted.job;
  const bool allowed = may(ui::StaffRole::steward, "the roll call");
  if (job.work == RollWork::print) {   // the papers' thread prints it
    if (allowed) note_exporter();
    return;
  }
  auto news = std::make_shared<RollCallNews>();
  const event::Session* today = session(now);
  if (allowed && journal && documents && today) {
    if (job.work != RollWork::look) *news = write_roll(job, *today, now);
    news->list = std::make_shared<const RollList>(make_roll_list({*documents, *today, attendance, groups, now.wall}, job.choice));
  } else if (job.work != RollWork::look) {
    news->saved = RollSaved::failed;
  }
  say(RollCallAnswer{wanted.visit, std::move(news)});
}

RollCallNews JournalDesk::State::write_roll(const RollCallJob& job, const event::Session& today, const base::Moment& now) {
  RollCallNews out;
  out.saved = RollSaved::failed;
  if (!job.choice.stop) return out;
  const std::string& stop = *job.choice.stop;
  const event::RollMarks marks = groups.called(documents->plan.id, today.id, stop);
  const auto mark = marks.find(job.guest);
  if (job.work == RollWork::undo) {
    // Somebody called after this visit's tap: there is nothing of it to take back.
    const bool stands = mark != marks.end() && mark->second.record == job.record;
    if (!stands || append({void_of(job.record, kTakenBack)}, now)) out.saved = RollSaved::saved;
    return out;
  }
  const event::Guest* listed = documents->roster ? documents->roster->find(job.guest) : nullptr;
  const event::Presence* presence = attendance.find(documents->plan.id, today.id, job.guest);
  const int most = std::max(listed ? std::max(1, listed->persons) : 0, presence ? presence->persons : 0);
  if (job.persons < 0 || job.persons > most) return out;
  out.saved = RollSaved::saved;
  if (mark != marks.end() && mark->second.persons == job.persons) return out;   // tapped twice
  const event::RollCallBody body{job.guest, today.id, stop, job.persons, role_on_duty(), on_duty->id};
  base::Uuid record;
  if (!append({{event::Kind::roll_call, documents->plan.id, to_json(body)}}, now, &record)) {
    out.saved = RollSaved::failed;
    return out;
  }
  out.record = record;
  out.guest = job.guest;
  return out;
}

}  // namespace openday::app
