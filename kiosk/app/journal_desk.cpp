#include "kiosk/app/journal_desk.h"

#include <utility>

#include <fmt/format.h>

#include "kiosk/app/journal_desk_state.h"
#include "kiosk/app/kiosk_clock.h"
#include "kiosk/app/tuning.h"
#include "kiosk/base/log.h"
#include "kiosk/journal/journal_reader.h"

namespace openday::app {

namespace {

using journal::StoreError;
using ui::OutOfService;
using ui::Trouble;

Trouble trouble_of(StoreError error) {
  switch (error) {
    case StoreError::locked: return Trouble::database_locked;
    case StoreError::newer: return Trouble::database_newer;
    case StoreError::corrupt: return Trouble::database_damaged;
    case StoreError::full: return Trouble::disk_full;
    case StoreError::denied:
    case StoreError::busy:
    case StoreError::io: break;
  }
  return Trouble::disk_failing;
}

}  // namespace

// ---- opening ----

void JournalDesk::State::open(const base::Moment& now) {
  if (open_journal(now)) {
    (void)follow_binding(now);
    if (!documents) load(now);
    if (documents) note_start(now);
    glance(now);
  }
  send_report(now);
}

bool JournalDesk::State::open_journal(const base::Moment& now) {
  if (journal) return true;
  journal::JournalOptions how;
  how.machine = options.machine;
  auto opened = journal::Journal::open(options.state, now, std::move(how));
  if (!opened) {
    note_failure(opened.error());
    return false;
  }
  journal.emplace(std::move(*opened));
  store_trouble.reset();
  if (journal->moved_aside()) base::log_warning("a damaged journal was moved to {}; a new incarnation began", journal->moved_aside()->string());
  if (!fold_own()) {
    journal.reset();
    return false;
  }
  load_pins();
  lockout = parse_lockout(setting("pin.lockout"));
  note_older();
  if (!journal->settled()) probe(now);
  return true;
}

bool JournalDesk::State::fold_own() {
  attendance = {};
  voices = {};
  groups = {};
  self_test.reset();
  moves_seen = 0;
  inbox_position = 0;
  journal::JournalReader reader(options.state);
  std::uint64_t after = 0;
  for (bool more = true; more;) {
    auto page = reader.scan(after);
    if (!worked(page)) return false;
    for (const event::Record& record : page->records) fold(record);
    after = page->next;
    more = page->more;
  }
  return worked(voices.look_for_ballots(options.state));
}

void JournalDesk::State::fold(const event::Record& record) {
  attendance.add(record);
  voices.add(record);
  groups.add(record);
  if (record.erased()) return;
  if (record.kind == to_string(event::Kind::device)) {
    const auto body = event::read_device(*record.body);
    if (body && body->what == "start") box_names[record.device] = body->detail;
    if (body && body->what == "clock") boot_uncertainty[body->boot] = body->uncertainty_ms.value_or(0);
  } else if (record.kind == to_string(event::Kind::staff) && journal && record.device == journal->device()) {
    note_own_self_test(record);
  } else if (record.kind == to_string(event::Kind::rating)) {
    if (const auto body = event::read_rating(*record.body)) rated_by_name.emplace(body->registration, body->subject);
  } else if (record.kind == to_string(event::Kind::scorecard)) {
    if (const auto body = event::read_scorecard(*record.body)) scored_by_name.emplace(body->registration, body->questionnaire);
  }
}

void JournalDesk::State::note_start(const base::Moment& now) {
  if (started) return;
  event::DeviceBody body;
  body.what = "start";
  body.boot = now.boot;
  body.detail = options.box_name;
  started = append(event::Kind::device, {}, to_json(body), now);
}

// ---- trouble ----

void JournalDesk::State::note_failure(const base::Failure<StoreError>& failure) {
  const bool known = store_trouble && store_trouble->detail == failure.what;
  if (!known) base::log_error("{}: {}", to_string(failure.kind), failure.what);
  if (failure.kind == StoreError::busy && journal) return;   // a reader held it: the next try comes by itself
  store_trouble = OutOfService{trouble_of(failure.kind), failure.what, -1};
  if (failure.kind == StoreError::corrupt) journal.reset();  // opening again moves the file aside
}

// Whether the disk takes writes again.
void JournalDesk::State::probe(const base::Moment& now) {
  if (!journal) return;
  if (const auto settled = journal->settle(); !settled) return note_failure(settled.error());
  if (!store_trouble) return;
  store_trouble.reset();
  // As large as a few check-ins: a disk with room for one page only is full.
  if (!worked(journal->set_setting("probe", std::string(16'384, '.'))) || !worked(journal->remove_setting("probe"))) return;
  base::log_notice("the journal takes records again");
  note_documents(now);
  note_start(now);
}

bool JournalDesk::State::append(event::Kind kind, const std::string& event, std::string body, const base::Moment& now) {
  if (!journal) return false;
  const auto record = journal->append(journal::Draft{kind, event, std::move(body)}, now);
  if (!worked(record)) return false;
  fold(*record);
  follow_moves();
  return true;
}

bool JournalDesk::State::append(const std::vector<journal::Draft>& drafts, const base::Moment& now, base::Uuid* first) {
  if (!journal) return false;
  const auto records = journal->append(drafts, now);
  if (!worked(records)) return false;
  if (first) *first = records->front().id;
  for (const event::Record& record : *records) fold(record);
  follow_moves();
  return true;
}

base::Moment JournalDesk::State::judge(const base::Moment& now) const {
  return journal ? judged(now, journal->clock_floor()) : now;
}

std::string JournalDesk::State::setting(std::string_view key) {
  if (!journal) return {};
  const auto value = journal->setting(key);
  return value && *value ? **value : std::string();
}

// ---- reporting ----

void JournalDesk::State::send_report(const base::Moment& now) {
  report.documents = documents;
  report.pin_set = pin_set;
  report.self_test = self_test;
  report.trouble = store_trouble ? store_trouble : document_trouble;
  if (journal) {
    report.clock_floor = journal->clock_floor();
    read_link(now);
    report_tries(now);
  }
  if (documents) {
    const event::Session* today = session(now);
    report.persons = today ? attendance.persons(documents->plan.id, today->id) : 0;
    report_corrections(now);
    report_published();
  }
  if (report.trouble && documents) report.trouble->saved = report.persons;
  if (sent && *sent == report) return;   // nothing to draw anew
  sent = report;
  messages.emplace_back(report);
}

// ---- the class ----

JournalDesk::JournalDesk(DeskOptions options) : state_(std::make_unique<State>(std::move(options))) {}
JournalDesk::~JournalDesk() = default;

void JournalDesk::open(const base::Moment& now) { state_->open(state_->judge(now)); }

void JournalDesk::retry(const base::Moment& now) {
  state_->probe(state_->judge(now));
  state_->open(state_->judge(now));
}

bool JournalDesk::troubled() const { return !state_->journal || !state_->documents || state_->store_trouble || state_->document_trouble; }

bool JournalDesk::unsettled() const { return state_->journal && !state_->journal->settled(); }

void JournalDesk::carry_out(const Effect& effect, const base::Moment& now) {
  const base::Moment at = state_->judge(now);
  std::visit([&](const auto& wanted) { state_->carry_out(wanted, at); }, effect);
  state_->send_report(at);
}

void JournalDesk::glance(const base::Moment& now) {
  state_->glance(state_->judge(now));
  state_->send_report(state_->judge(now));
}

std::vector<DeskMessage> JournalDesk::take() { return std::exchange(state_->messages, {}); }

}  // namespace openday::app
