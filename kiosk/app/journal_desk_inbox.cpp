// What syncd wrote: other boxes' records, offsets of boots, a new incarnation, the state of the line.
#include "kiosk/app/journal_desk_state.h"
#include "kiosk/base/log.h"

namespace openday::app {

void JournalDesk::State::glance(const base::Moment& now) {
  if (!journal) return;
  take_foreign();
  follow_moves();
  take_boot_clocks(now);
  obey_incarnation(now);
  read_link();
  follow_enrolment();
}

void JournalDesk::State::take_foreign() {
  for (bool more = true; more;) {
    const auto page = inbox.foreign_records(inbox_position);
    if (!page) return base::log_warning("inbox: {}", page.error().what);
    for (const event::Record& record : page->records) fold(record);
    more = page->more && page->next > inbox_position;
    inbox_position = page->next;
  }
}

// The offset of a boot becomes a record, so that the fold stays a function of the records (DESIGN.md section 4).
void JournalDesk::State::take_boot_clocks(const base::Moment& now) {
  const auto clocks = inbox.boot_clocks();
  if (!clocks) return;
  for (const journal::BootClock& clock : *clocks) {
    const auto known = boot_uncertainty.find(clock.boot);
    if (known != boot_uncertainty.end() && clock.uncertainty_ms >= known->second / 2) continue;
    event::DeviceBody body;
    body.what = "clock";
    body.boot = clock.boot;
    body.offset_ms = clock.offset_ms;
    body.uncertainty_ms = clock.uncertainty_ms;
    if (!append(event::Kind::device, {}, to_json(body), now)) return;
  }
}

void JournalDesk::State::obey_incarnation(const base::Moment& now) {
  const auto wanted = inbox.incarnation_wanted(journal->incarnation());
  if (!wanted || !*wanted) return;
  const auto record = journal->start_incarnation((*wanted)->reason, now);
  if (!worked(record)) return;
  base::log_notice("a new incarnation began: {}", (*wanted)->reason);
  fold(*record);
}

void JournalDesk::State::read_link() {
  const auto link = inbox.link();
  report.linked = link && link->state == "connected";
  report.last_contact = link ? link->last_contact : std::nullopt;
  const auto& head = journal->head();
  const auto ack = inbox.ack(head.device, head.inc);
  const std::uint64_t acked = ack && *ack ? (*ack)->seq : 0;
  report.pending = head.seq > acked ? static_cast<int>(head.seq - acked) : 0;
}

}  // namespace openday::app
