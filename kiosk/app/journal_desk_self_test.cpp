// The result of a self-test becomes a staff record: how many lines were good, and which were not. No person's data.
#include "kiosk/app/journal_desk_state.h"
#include "kiosk/app/messages_self_test.h"
#include "kiosk/base/time.h"

namespace openday::app {

void JournalDesk::State::note_own_self_test(const event::Record& record) {
  const auto body = event::read_staff(*record.body);
  if (!body || body->what != "self-test") return;
  if (const auto at = base::parse_rfc3339(record.at)) self_test = SelfTestNote{at->at, body->detail};
}

void JournalDesk::State::carry_out(const WorkOnSelfTest& wanted, const base::Moment& now) {
  if (!wanted.job || wanted.job->kind != SelfTestJob::Kind::note) return;   // the rest is the box's
  auto news = std::make_shared<SelfTestNews>();
  const auto write = [&] {
    const event::StaffBody body{"self-test", role_on_duty(), wanted.job->detail, on_duty->id};
    return append(event::Kind::staff, documents ? documents->plan.id : std::string(), to_json(body), now);
  };
  news->note_failed = !journal || !may(ui::StaffRole::steward, "the self-test's record") || !write();
  if (!news->note_failed) news->noted = now.wall;
  say(SelfTestAnswer{wanted.visit, std::move(news)});
}

}  // namespace openday::app
