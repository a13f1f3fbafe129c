// What a supervisor brought in by stick comes into force; who asked for it is remembered until it is done.
#include "kiosk/app/journal_desk_state.h"
#include "kiosk/app/messages_hand_over.h"
#include "kiosk/base/log.h"

namespace openday::app {

void JournalDesk::State::carry_out(const WorkOnHandOver& wanted, const base::Moment& now) {
  if (!wanted.job) return;
  if (is_started_by_staff(wanted.job->work) && may(ui::StaffRole::supervisor, "a hand-over by stick")) exporter = on_duty->id;
  if (wanted.job->work == HandOverWork::adopt) adopt(wanted.job->detail, now);
}

// Documents that do not load leave those in force untouched.
void JournalDesk::State::adopt(const std::string& detail, const base::Moment& now) {
  if (!journal) return;
  Loading loading = read_documents();
  for (const std::string& note : loading.notes) base::log_warning("{}", note);
  if (!loading.documents) {
    base::log_error("what came by stick was not put into force: {}", loading.trouble ? loading.trouble->detail : std::string());
    return;
  }
  (void)append(event::Kind::staff, documents ? documents->plan.id : std::string(), to_json(event::StaffBody{"take-in", "supervisor", detail, exporter}), now);
  put_into_force(std::move(loading), now);
}

}  // namespace openday::app
