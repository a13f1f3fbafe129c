// What syncd wrote: other boxes' records, offsets of boots, a new incarnation, the state of the line.
#include <algorithm>

#include "kiosk/app/journal_desk_state.h"
#include "kiosk/app/papers_in_trouble.h"
#include "kiosk/base/crypto.h"
#include "kiosk/base/log.h"
#include "kiosk/journal/inbox_notes.h"
#include "kiosk/journal/journal_reader.h"
#include "kiosk/journal/spool.h"

namespace openday::app {

namespace {

using Told = std::chrono::duration<std::int64_t, std::ratio<120>>;   // coarse: a report that says only this is drawn for nobody

}  // namespace

void JournalDesk::State::glance(const base::Moment& now) {
  if (!journal) return;
  take_foreign();
  follow_moves();
  take_boot_clocks(now);
  obey_incarnation(now);
  (void)follow_binding(now);
  look_for_documents();
  read_link(now);
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
  note_older();
  fold(*record);
}

// Where the incarnations before this one end: they wait for the bureau too.
void JournalDesk::State::note_older() {
  older.clear();
  const auto heads = journal::JournalReader(options.state).heads();
  if (!heads) return base::log_warning("journal: {}", heads.error().what);
  for (const journal::Head& head : *heads)
    if (head.inc != journal->incarnation()) older.emplace_back(head.inc, head.seq);
}

void JournalDesk::State::read_link(const base::Moment& now) {
  const auto link = inbox.link();
  report.linked = link && link->state == "connected";
  report.last_contact = link ? link->last_contact : std::nullopt;
  const auto& head = journal->head();
  const auto waiting = [&](const std::string& inc, std::uint64_t last) {
    const auto ack = inbox.ack(head.device, inc);
    return last - std::min(last, ack && *ack ? (*ack)->seq : 0);
  };
  std::uint64_t pending = waiting(head.inc, head.seq);
  for (const auto& [inc, last] : older) pending += waiting(inc, last);
  report.pending = static_cast<int>(pending);
  report.link = {};
  if (!link) return;
  LinkReport& out = report.link;
  out.state = link->state;
  out.reason = link->reason;
  if (link->told) out.told = base::Instant(std::chrono::floor<Told>(link->told->time_since_epoch()));
  out.acknowledged = link->last_push;
  out.next_try = link->next_try;
  out.in_flight = link->in_flight;
  out.records_per_minute = link->records_per_minute;
  out.bytes_per_second = link->bytes_per_second;
  if (const auto clocks = inbox.boot_clocks()) {
    const auto own = std::ranges::find(*clocks, now.boot, &journal::BootClock::boot);
    if (own != clocks->end()) out.clock_offset_ms = own->offset_ms, out.clock_uncertainty_ms = own->uncertainty_ms;
  }
  if (const auto aside = inbox.quarantined()) out.kept_aside = static_cast<int>(aside->size());
  if (const auto note = inbox.note(journal::kPapersInTroubleNote); note && *note) out.papers = papers_in_trouble(**note);
  out.trying = !try_asked.empty() && journal::Spool(options.state).pending(try_asked);
}

// By a supervisor or a steward: it costs nothing but a request.
void JournalDesk::State::carry_out(const TryLine&, const base::Moment& now) {
  if (!may(ui::StaffRole::steward, "a try of the line")) return;
  auto request = journal::Spool(options.state).put(journal::SpoolKind::try_line, "now", now.wall, base::random16());
  if (!request) return base::log_error("a try of the line: {}", request.error().what);
  try_asked = std::move(*request);
}

}  // namespace openday::app
