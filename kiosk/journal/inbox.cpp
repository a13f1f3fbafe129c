#include "kiosk/journal/inbox.h"

#include <utility>

#include <fmt/format.h>

#include "kiosk/base/crypto.h"
#include "kiosk/base/file.h"
#include "kiosk/base/log.h"
#include "kiosk/event/record_bodies.h"
#include "kiosk/journal/inbox_row.h"
#include "kiosk/journal/layout.h"
#include "kiosk/journal/migrations.h"
#include "kiosk/journal/record_row.h"
#include "kiosk/journal/surroundings.h"
#include "kiosk/journal/tuning.h"

namespace openday::journal {
namespace {

namespace fs = std::filesystem;

std::unique_ptr<Database> open_database(const fs::path& path, const std::string& vfs) {
  auto database = std::make_unique<Database>(path, Database::Mode::write, vfs);
  const bool is_new = inspect(*database, inbox_schema()) == SchemaState::empty;
  database->configure_writer();
  if (!is_new && database->integer("PRAGMA page_count") * database->integer("PRAGMA page_size") <= kCheckedAtStart) {
    Statement check(*database, "PRAGMA quick_check(1)");
    auto rows = check.query();
    if (!rows.next() || rows.text(0) != "ok") throw DatabaseError(StoreError::corrupt, fmt::format("{}: the file is damaged", path.string()));
  }
  migrate(*database, inbox_schema());
  sync_folder(path.parent_path());
  return database;
}

}  // namespace

struct Inbox::State {
  base::UniqueFd lock;
  std::unique_ptr<Database> database;
  std::optional<fs::path> moved_aside;
  fs::path damage;   // where it is noted for the next open()
  bool is_damaged = false;

  template <class... Args>
  void run(std::string_view sql, const Args&... args) {
    database->kept(sql).run(args...);
  }
  template <class Work>
  auto look(Work&& work) {
    auto result = attempt(std::forward<Work>(work));
    if (!result && result.error().kind == StoreError::corrupt) note_damage(result.error().what);
    return result;
  }
  // `work` in one transaction.
  template <class Work>
  auto commit(Work&& work) {
    return look([&] {
      Transaction transaction(*database);
      if constexpr (std::is_void_v<std::invoke_result_t<Work>>) {
        work();
        transaction.commit();
      } else {
        auto result = work();
        transaction.commit();
        return result;
      }
    });
  }
  // 0 or 1: how many records were new.
  std::size_t put(Statement& insert, const event::Record& record);
  bool put_branch(Statement& insert, const event::Record& record);
  void erase(const base::Uuid& id);
  void note_damage(const std::string& what);
};

// The check at the start does not read a large file whole, and none sees every damage: the next open() has to be told.
void Inbox::State::note_damage(const std::string& what) {
  if (std::exchange(is_damaged, true)) return;
  base::log_error("{}", what);
  if (const auto noted = base::write_file_durably(damage, what); !noted) base::log_error("{}", noted.error().what);
}

std::size_t Inbox::State::put(Statement& insert, const event::Record& record) {
  insert_foreign_record(insert, record, record.device.bytes, record.inc, record.seq);
  if (database->changes() == 0 && !put_branch(insert, record)) return 0;
  if (record.kind == event::to_string(event::Kind::erase) && record.body) {
    const auto body = event::read_erase(*record.body);
    if (body) {
      for (const base::Uuid& id : body->records) erase(id);
    }
  }
  if (database->kept("SELECT 1 FROM erased WHERE id = ?1").query(record.id.bytes).next()) erase(record.id);
  return 1;
}

// False: the record is here. Else another one is at its place.
bool Inbox::State::put_branch(Statement& insert, const event::Record& record) {
  Statement known(*database, "SELECT 1 FROM foreign_record WHERE id = ?1");
  if (known.query(record.id.bytes).next()) return false;
  insert_foreign_record(insert, record, record.device.bytes, branch_name(record.inc, record.id), record.seq);
  base::log_warning("box {} wrote two records number {} in incarnation {}: its disk was copied or put back; both are kept and counted, and the box begins a "
                    "new incarnation once it hears of it; if it goes on, look for a second machine with the same disk",
                    base::to_string(record.device), record.seq, record.inc);
  return true;
}

void Inbox::State::erase(const base::Uuid& id) {
  run("INSERT OR IGNORE INTO erased VALUES (?1)", id.bytes);
  run(fmt::format("UPDATE foreign_record SET {} WHERE id = ?1 AND erased = 0", kEraseAssignments), id.bytes);
}

StoreResult<Inbox> Inbox::open(const fs::path& state, const base::Moment& now, InboxOptions options) {
  return attempt([&] {
    const Layout layout{state};
    auto opened = std::make_unique<State>();
    make_folder(layout.inbox_folder());
    make_folder(layout.out_folder());
    opened->lock = lock_for_life(layout.inbox_lock());
    opened->damage = layout.inbox_damage();
    opened->moved_aside = move_aside_as_noted(layout.inbox_db(), opened->damage, now.wall);
    if (orphaned_log(layout.inbox_db())) opened->moved_aside = move_aside(layout.inbox_db(), now.wall);
    try {
      opened->database = open_database(layout.inbox_db(), options.vfs);
    } catch (const DatabaseError& error) {
      if (error.kind() != StoreError::corrupt) throw;
      opened->moved_aside = move_aside(layout.inbox_db(), now.wall);
      opened->database = open_database(layout.inbox_db(), options.vfs);
    }
    return Inbox(std::move(opened));
  });
}

Inbox::Inbox(std::unique_ptr<State> state) : state_(std::move(state)) {}
Inbox::~Inbox() = default;
Inbox::Inbox(Inbox&&) noexcept = default;
Inbox& Inbox::operator=(Inbox&&) noexcept = default;

StoreResult<void> Inbox::acknowledge(const Ack& ack, const std::vector<Quarantined>& quarantined) {
  return state_->commit([&] {
    state_->run("INSERT INTO ack VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT(device, inc) DO UPDATE SET seq = excluded.seq,"
                " durable = excluded.durable, epoch = excluded.epoch", ack.device.bytes, ack.inc, ack.seq, ack.durable, ack.epoch);
    for (const Quarantined& one : quarantined) {
      state_->run("INSERT OR REPLACE INTO quarantined VALUES (?1, ?2, ?3, ?4, ?5, ?6)", one.device.bytes, one.inc, one.seq, one.code, one.detail,
                  base::as_bytes(one.raw));
    }
  });
}

StoreResult<std::optional<Ack>> Inbox::ack(const base::Uuid& device, std::string_view inc) {
  return state_->look([&] {
    auto& select = state_->database->kept(kSelectAck);
    return select_ack(select, device, inc);
  });
}

StoreResult<std::vector<Quarantined>> Inbox::quarantined() {
  return state_->look([&] {
    std::vector<Quarantined> all;
    Statement select(*state_->database, "SELECT device, inc, seq, code, detail, raw FROM quarantined ORDER BY device, inc, seq");
    auto rows = select.query();
    while (rows.next()) all.push_back(read_quarantined(rows));
    return all;
  });
}

StoreResult<void> Inbox::acknowledge_batches(const std::vector<BatchAck>& batches) {
  return state_->commit([&] {
    for (const BatchAck& one : batches) {
      state_->run("INSERT OR REPLACE INTO batch_ack VALUES (?1, ?2, ?3)", one.batch.bytes, one.verdict, one.detail);
    }
  });
}

StoreResult<std::optional<BatchAck>> Inbox::batch_ack(const base::Uuid& batch) {
  return state_->look([&] {
    auto& select = state_->database->kept(kSelectBatchAck);
    return select_batch_ack(select, batch);
  });
}

StoreResult<void> Inbox::forget_batch_acks() {
  return state_->commit([&] { state_->run("DELETE FROM batch_ack"); });
}

StoreResult<std::size_t> Inbox::forget_batch_acks(const std::vector<base::Uuid>& batches) {
  if (batches.empty()) return 0;
  return state_->commit([&] {
    std::size_t known = 0;
    for (const base::Uuid& batch : batches) {
      state_->run("DELETE FROM batch_ack WHERE batch = ?1", batch.bytes);
      known += static_cast<std::size_t>(state_->database->changes());
    }
    return known;
  });
}

StoreResult<void> Inbox::want_incarnation(const IncarnationWanted& wanted) {
  return state_->commit([&] { state_->run("INSERT OR REPLACE INTO wanted VALUES (1, ?1, ?2)", wanted.inc, wanted.reason); });
}

StoreResult<bool> Inbox::put_document(const Document& document, SameVersion same) {
  return state_->commit([&] {
    state_->run("INSERT INTO document(event, kind, version, digest, bytes, signature) VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT(event, kind)"
                " DO UPDATE SET version = excluded.version, digest = excluded.digest, bytes = excluded.bytes, signature = excluded.signature"
                " WHERE excluded.version > version OR (?7 AND excluded.version = version AND excluded.digest <> digest)",
                document.event, document.kind, document.version, base::to_hex(base::sha256(base::as_bytes(document.bytes))),
                base::as_bytes(document.bytes), base::as_bytes(document.signature), same == SameVersion::replaces ? 1 : 0);
    return state_->database->changes() == 1;
  });
}

StoreResult<std::optional<DocumentName>> Inbox::document_name(std::string_view event, std::string_view kind) {
  return state_->look([&]() -> std::optional<DocumentName> {
    Statement select(*state_->database, "SELECT version, digest FROM document WHERE event = ?1 AND kind = ?2");
    auto rows = select.query(event, kind);
    if (!rows.next()) return std::nullopt;
    return DocumentName{std::string(event), std::string(kind), static_cast<int>(rows.integer(0)), rows.text(1)};
  });
}

StoreResult<std::size_t> Inbox::put_records(const std::vector<event::Record>& records) {
  return state_->commit([&] {
    Statement insert(*state_->database, fmt::format("INSERT OR IGNORE INTO foreign_record(device, inc, seq, {}) VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,"
                                                    "?10,?11,?12,?13,?14,?15)", kRecordColumns));
    std::size_t fresh = 0;
    for (const event::Record& record : records) fresh += state_->put(insert, record);
    return fresh;
  });
}

StoreResult<std::uint64_t> Inbox::held_of(const base::Uuid& device, std::string_view inc) {
  return state_->look([&]() -> std::uint64_t {
    Statement first(*state_->database, "SELECT 1 FROM foreign_record WHERE device = ?1 AND inc = ?2 AND seq = 1");
    if (!first.query(device.bytes, inc).next()) return 0;
    Statement end(*state_->database, "SELECT min(seq) FROM foreign_record f WHERE device = ?1 AND inc = ?2 AND NOT EXISTS"
                                     " (SELECT 1 FROM foreign_record n WHERE n.device = f.device AND n.inc = f.inc AND n.seq = f.seq + 1)");
    auto rows = end.query(device.bytes, inc);
    return rows.next() ? static_cast<std::uint64_t>(rows.integer(0)) : 0;
  });
}

StoreResult<std::optional<base::Digest>> Inbox::hash_of(const base::Uuid& device, std::string_view inc, std::uint64_t seq) {
  return state_->look([&]() -> std::optional<base::Digest> {
    Statement select(*state_->database, fmt::format("SELECT {} FROM foreign_record WHERE device = ?1 AND inc = ?2 AND seq <= ?3 ORDER BY seq", kRecordColumns));
    auto rows = select.query(device.bytes, inc, seq);
    auto hash = event::chain_start(device, inc);
    std::uint64_t read = 0;
    while (rows.next()) {
      auto record = read_record(rows, 0);
      record.device = device;
      record.inc = inc;
      record.seq = ++read;
      hash = event::chain_next(hash, event::envelope_json(record), record.body_hash);
    }
    return read == seq ? std::optional(hash) : std::nullopt;
  });
}

StoreResult<void> Inbox::erase(const InboxErasure& erasure) {
  auto done = state_->commit([&] {
    for (const base::Uuid& id : erasure.records) state_->erase(id);
    for (const auto& place : erasure.sent) {
      state_->run("UPDATE quarantined SET raw = zeroblob(length(raw)) WHERE device = ?1 AND inc = ?2 AND seq = ?3", place.device.bytes, place.inc, place.seq);
    }
    if (!erasure.rosters_of.empty()) state_->run("DELETE FROM document WHERE event = ?1 AND kind = 'roster'", erasure.rosters_of);
  });
  if (!done) return done;
  return state_->look([&] { state_->database->truncate_log(); });
}

StoreResult<void> Inbox::put_boot_clock(const BootClock& clock) {
  return state_->commit([&] {
    state_->run("INSERT INTO boot_clock VALUES (?1, ?2, ?3) ON CONFLICT(boot) DO UPDATE SET offset_ms = excluded.offset_ms,"
                " uncertainty_ms = excluded.uncertainty_ms WHERE excluded.uncertainty_ms < uncertainty_ms"
                " OR abs(excluded.offset_ms - offset_ms) > excluded.uncertainty_ms + uncertainty_ms",
                clock.boot, clock.offset_ms, clock.uncertainty_ms);
  });
}

StoreResult<void> Inbox::set_link(const LinkStatus& status) {
  const auto ms = [](const std::optional<base::Instant>& at) {
    return at ? std::optional<std::int64_t>(at->time_since_epoch().count()) : std::nullopt;
  };
  return state_->commit([&] {
    state_->run("INSERT OR REPLACE INTO link(one, state, detail, bureau, epoch, last_contact, last_push, next_try, reason, told, in_flight,"
                " records_per_minute, bytes_per_second) VALUES (1, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
                status.state, status.detail, status.bureau, status.epoch, ms(status.last_contact), ms(status.last_push), ms(status.next_try), status.reason,
                ms(status.told), status.in_flight, status.records_per_minute, status.bytes_per_second);
  });
}

StoreResult<std::optional<std::string>> Inbox::note(std::string_view key) {
  return state_->look([&]() -> std::optional<std::string> {
    auto& select = state_->database->kept("SELECT value FROM note WHERE key = ?1");
    auto rows = select.query(key);
    return rows.next() ? std::optional(rows.text(0)) : std::nullopt;
  });
}

StoreResult<void> Inbox::set_note(std::string_view key, std::string_view value) {
  return state_->commit([&] { state_->run("INSERT OR REPLACE INTO note VALUES (?1, ?2)", key, base::as_bytes(value)); });
}

StoreResult<void> Inbox::remember_device(const base::Uuid& device) {
  return state_->commit([&] { state_->run("INSERT OR REPLACE INTO remembered VALUES (1, ?1)", device.bytes); });
}

const std::optional<fs::path>& Inbox::moved_aside() const { return state_->moved_aside; }
bool Inbox::is_damaged() const { return state_->is_damaged; }

}  // namespace openday::journal
