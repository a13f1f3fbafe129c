#include "kiosk/journal/journal_file.h"

#include <fmt/format.h>

#include "kiosk/base/bytes.h"
#include "kiosk/journal/migrations.h"
#include "kiosk/journal/surroundings.h"
#include "kiosk/journal/record_row.h"
#include "kiosk/journal/tuning.h"

namespace openday::journal {
namespace {

DatabaseError damaged(const Database& database, std::string_view why) {
  return {StoreError::corrupt, fmt::format("{}: {}; restart: the file is moved aside, kept, and a new one begun", database.path().string(), why)};
}

std::string new_incarnation(const base::Random16& random) { return base::to_hex(base::ByteView(random).first(8)); }

}  // namespace

JournalFile::JournalFile(const Layout& layout, const JournalOptions& wanted)
    : options(wanted), database(layout.journal_db(), Database::Mode::write, wanted.vfs) {
  const bool is_new = inspect(database, journal_schema()) == SchemaState::empty;
  database.configure_writer();
  database.set_wait(static_cast<int>(options.checkpoint_wait.count()));
  if (!is_new) check_whole();
  migrate(database, journal_schema());
  if (is_new) sync_folder(layout.journal_folder());
  insert_record_ = Statement(database, fmt::format("INSERT INTO record(n, k, seq, {}, hash) VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,"
                                                   "?14,?15,?16)", kRecordColumns));
  get_setting_ = Statement(database, "SELECT value FROM setting WHERE key = ?1");
  put_setting_ = Statement(database, "INSERT INTO setting VALUES (?1, ?2) ON CONFLICT(key) DO UPDATE SET value = excluded.value");
  drop_setting_ = Statement(database, "DELETE FROM setting WHERE key = ?1");
  reload();
  load_clock_floor();
}

void JournalFile::check_whole() {
  const auto size = database.integer("PRAGMA page_count") * database.integer("PRAGMA page_size");
  if (size > kCheckedAtStart) return;
  Statement check(database, "PRAGMA quick_check(1)");
  auto rows = check.query();
  if (!rows.next() || rows.text(0) != "ok") throw damaged(database, "the file is damaged");
}

void JournalFile::confirm() {
  head_ = next_;
  clock_floor_ = next_clock_floor_;
}

void JournalFile::reload() {
  next_clock_floor_ = clock_floor_;
  head_ = {};
  k_ = base_ = 0;
  Statement identity(database, "SELECT i.device, c.k, c.inc, c.base FROM identity i, incarnation c ORDER BY c.k DESC LIMIT 1");
  auto rows = identity.query();
  if (!rows.next()) {
    if (database.integer("SELECT count(*) FROM record") != 0) throw damaged(database, "records without an identity");
    next_ = head_;
    return;
  }
  head_.device.bytes = rows.array<16>(0);
  k_ = rows.integer(1);
  head_.inc = rows.text(2);
  base_ = rows.integer(3);
  head_.hash = event::chain_start(head_.device, head_.inc);
  Statement last(database, "SELECT n, k, seq, hash FROM record ORDER BY n DESC LIMIT 1");
  auto record = last.query();
  if (record.next() && record.integer(0) > base_) {
    head_.seq = static_cast<std::uint64_t>(record.integer(2));
    head_.hash = record.array<32>(3);
    if (record.integer(1) != k_ || record.integer(0) != base_ + record.integer(2)) throw damaged(database, "the last record is not of the last incarnation");
  }
  next_ = head_;
}

void JournalFile::load_clock_floor() {
  Statement last(database, "SELECT at FROM record WHERE clock <> 'guessed' ORDER BY n DESC LIMIT 1");
  auto rows = last.query();
  if (!rows.next()) return;
  if (const auto at = base::parse_rfc3339(rows.text(0))) clock_floor_ = next_clock_floor_ = at->at;
}

void JournalFile::make_identity(const base::Uuid& device) {
  Statement insert(database, "INSERT INTO identity VALUES (1, ?1, ?2)");
  insert.run(device.bytes, options.machine);
  next_.device = device;
}

void JournalFile::begin_incarnation() {
  next_.inc = new_incarnation(random16());
  next_.seq = 0;
  next_.hash = event::chain_start(next_.device, next_.inc);
  base_ += static_cast<std::int64_t>(head_.seq);
  k_ += 1;
  Statement insert(database, "INSERT INTO incarnation VALUES (?1, ?2, ?3)");
  insert.run(k_, next_.inc, base_);
}

base::Random16 JournalFile::random16() const {
  base::Random16 bytes{};
  options.random(bytes);
  return bytes;
}

event::Record JournalFile::make_record(const Draft& draft, const base::Moment& now, const Head& previous) const {
  event::Record record;
  record.id = base::make_uuid_v7(now.wall, random16());
  record.device = previous.device;
  record.inc = previous.inc;
  record.seq = previous.seq + 1;
  record.kind = event::to_string(draft.kind);
  record.event = draft.event;
  record.at = base::to_rfc3339(now.wall, options.zone);
  record.boot = now.boot;
  record.mono = now.mono_ms;
  record.clock = now.state;
  record.body = draft.body;
  record.salt = random16();
  record.body_hash = event::hash_body(*record.salt, draft.body);
  return record;
}

std::vector<event::Record> JournalFile::append(const std::vector<Draft>& drafts, const base::Moment& now) {
  std::vector<event::Record> records;
  records.reserve(drafts.size());
  for (const Draft& draft : drafts) {
    event::Record record = make_record(draft, now, next_);
    next_.seq = record.seq;
    next_.hash = event::chain_next(next_.hash, event::envelope_json(record), record.body_hash);
    insert_record(insert_record_, record, next_.hash, next_n(), k_, record.seq);
    records.push_back(std::move(record));
  }
  if (now.state != base::ClockState::guessed && !records.empty()) next_clock_floor_ = now.wall;
  return records;
}

std::optional<std::string> JournalFile::setting(std::string_view key) {
  auto rows = get_setting_.query(key);
  return rows.next() ? std::optional(rows.text(0)) : std::nullopt;
}

void JournalFile::set_setting(std::string_view key, base::ByteView value) { put_setting_.run(key, value); }
void JournalFile::remove_setting(std::string_view key) { drop_setting_.run(key); }

std::string JournalFile::machine() {
  Statement select(database, "SELECT machine FROM identity");
  auto rows = select.query();
  return rows.next() ? rows.text(0) : std::string();
}

void JournalFile::set_machine(std::string_view machine) {
  Statement update(database, "UPDATE identity SET machine = ?1");
  update.run(machine);
}

void JournalFile::settle() {
  database.truncate_log();
  settled_ = true;
}

bool JournalFile::settle_or_keep() noexcept {
  try {
    settle();
  } catch (const DatabaseError&) {
    settled_ = false;
  }
  return settled_;
}

}  // namespace openday::journal
