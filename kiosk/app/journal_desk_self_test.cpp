// The result of a self-test becomes a staff record: how many lines were good, and which were not. No person's data.
#include "kiosk/app/journal_desk_state.h"
#include "kiosk/app/messages_self_test.h"
#include "kiosk/base/crypto.h"
#include "kiosk/base/log.h"
#include "kiosk/base/time.h"
#include "kiosk/journal/spool.h"

namespace openday::app {

void JournalDesk::State::note_own_self_test(const event::Record& record) {
  const auto body = event::read_staff(*record.body);
  if (!body || body->what != "self-test") return;
  if (const auto at = base::parse_rfc3339(record.at)) self_test = SelfTestNote{at->at, body->detail};
}

void JournalDesk::State::carry_out(const WorkOnSelfTest& wanted, const base::Moment& now) {
  if (wanted.job && wanted.job->kind == SelfTestJob::Kind::enrol) return ask_for_enrolment(wanted, now);
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

// syncd does it, with or without delay: it alone has the key and the line. The record says that it was asked for, never the code.
void JournalDesk::State::ask_for_enrolment(const WorkOnSelfTest& wanted, const base::Moment& now) {
  auto news = std::make_shared<SelfTestNews>();
  news->enrol = EnrolFact::failed;
  if (journal && may(ui::StaffRole::supervisor, "enrolment")) {
    auto request = journal::Spool(options.state).put(journal::SpoolKind::enrol, wanted.job->detail, now.wall, base::random16());
    if (request) {
      note_staff("enrol", now, {});
      enrolment = EnrolmentAsked{wanted.visit, std::move(*request)};
      news->enrol = EnrolFact::asked;
    } else {
      base::log_error("enrolment: {}", request.error().what);
    }
  }
  say(SelfTestAnswer{wanted.visit, std::move(news)});
}

void JournalDesk::State::follow_enrolment() {
  if (!enrolment) return;
  const journal::Spool spool(options.state);
  if (spool.pending(enrolment->request)) return;
  std::error_code ignored;
  auto news = std::make_shared<SelfTestNews>();
  news->enrol = std::filesystem::exists(spool.refused(enrolment->request), ignored) ? EnrolFact::refused : EnrolFact::done;
  say(SelfTestAnswer{enrolment->visit, std::move(news)});
  enrolment.reset();
}

}  // namespace openday::app
