#include "sync/bureau/sqlite_store.h"

#include <algorithm>
#include <tuple>

#include <fmt/core.h>

#include "sync/bureau/sqlite_core.h"
#include "sync/bureau/sqlite_schema.h"
#include "sync/protocol/codec.h"

namespace openday::bureau {
namespace {

using journal::Statement;
using journal::Transaction;

constexpr int kWaitMs = 5000;   // a terminal command and the server wait for each other's transactions

std::string utc(base::Instant at) { return base::to_rfc3339(at, base::Minutes{0}); }

StoreError kind_of(journal::StoreError kind) {
  switch (kind) {
    case journal::StoreError::busy: return StoreError::busy;
    case journal::StoreError::full: return StoreError::full;
    case journal::StoreError::locked: return StoreError::locked;
    case journal::StoreError::newer: return StoreError::newer;
    case journal::StoreError::corrupt: return StoreError::corrupt;
    default: return StoreError::io;
  }
}

Device device_of(const journal::Rows& row) {
  Device out{row.array<32>(0), row.text(1), std::nullopt, row.text(3), row.text(4), row.text(5), row.text(6), row.text(7)};
  if (!row.null(2)) out.device = base::parse_uuid(row.text(2));
  return out;
}

constexpr const char* kDeviceColumns = "SELECT key, name, device, added, coalesce(bound, ''), coalesce(revoked, ''), coalesce(last_contact, ''), hall FROM devices ";

std::optional<Device> first_device(journal::Database& database, const std::string& where, const auto& value) {
  auto rows = database.kept(kDeviceColumns + where).query(value);
  return rows.next() ? std::optional(device_of(rows)) : std::nullopt;
}

// `known`: what is here of the key.
Binding judge(journal::Database& database, const std::optional<Device>& known, const base::Uuid& device, const std::string& id) {
  if (!known) return Binding::unknown_key;
  if (known->is_revoked()) return Binding::revoked;
  if (known->device) return *known->device == device ? Binding::bound : Binding::other_device;
  return first_device(database, "WHERE device = ?1 AND revoked IS NULL", id) ? Binding::device_taken : Binding::bound;
}

// Whether what comes before the run is here: its predecessor with that hash, or the chain's start.
bool is_rooted(const Run& run, const std::multimap<std::uint64_t, Place>& places) {
  if (run.first == 1) return run.previous == event::chain_start(run.device, run.inc);
  const auto [begin, end] = places.equal_range(run.first - 1);
  return std::any_of(begin, end, [&](const auto& place) { return place.second.hash == run.previous; });
}

// Puts rooted runs of one chain and notes forks and verdicts.
class Placing {
 public:
  Placing(RecordRows& rows, AsideRows& aside, std::int64_t chain, std::string received)
      : rows_(rows), aside_(aside), chain_(chain), received_(std::move(received)) {}

  // False when what comes before it is not here: nothing was put.
  [[nodiscard]] bool put(const Run& run) {
    const auto last = run.first + run.records.size() - 1;
    const auto places = rows_.places(chain_, run.first - 1, last);
    if (!is_rooted(run, places)) return false;
    hashes_[run.first - 1] = run.previous;
    for (const auto& incoming : run.records) {
      hashes_[incoming.record.seq] = incoming.hash;
      place(incoming, places);
    }
    if (last <= stored_.ack) return true;
    stored_.ack = last;
    stored_.head = run.records.back().hash;
    return true;
  }

  // Of what was kept aside: puts what follows now, drops what can no longer be wanted.
  void put_followers() {
    for (const Aside& kept : aside_.of(chain_)) {
      const auto before = hashes_.find(kept.first - 1);
      if (before != hashes_.end() && before->second == kept.previous) {
        if (const auto run = aside_.take(kept.number)) std::ignore = put(*run);
      } else if (kept.last <= stored_.ack) {
        aside_.drop(kept.number);
      }
    }
  }

  [[nodiscard]] Stored& stored() { return stored_; }

 private:
  void place(const Incoming& incoming, const std::multimap<std::uint64_t, Place>& places) {
    const auto seq = incoming.record.seq;
    const auto [begin, end] = places.equal_range(seq);
    for (auto there = begin; there != end; ++there) {
      if (there->second.hash != incoming.hash) continue;
      if (there->second.branch > 0) note_fork(seq);
      return note_verdict(seq, there->second.code);
    }
    const auto branch = std::distance(begin, end);
    if (branch > 0) note_fork(seq);
    if (!incoming.code.empty()) {
      quarantine(incoming, branch);
    } else if (!rows_.insert(chain_, branch, incoming, received_)) {
      quarantine({incoming.record, incoming.hash, "id-taken", protocol::encode_record(incoming.record)}, branch);
    }
    ++stored_.fresh;
  }
  void quarantine(const Incoming& incoming, std::int64_t branch) {
    rows_.insert_quarantine(chain_, branch, incoming, received_);
    note_verdict(incoming.record.seq, incoming.code);
  }
  void note_fork(std::uint64_t seq) { stored_.fork = std::min(stored_.fork.value_or(seq), seq); }
  void note_verdict(std::uint64_t seq, const std::string& code) {
    if (!code.empty()) stored_.quarantined.push_back({seq, code});
  }

  RecordRows& rows_;
  AsideRows& aside_;
  std::int64_t chain_;
  std::string received_;
  std::map<std::uint64_t, base::Digest> hashes_;   // of the chain at what was put
  Stored stored_;
};

bool names_erased(RecordRows& rows, const Run& run) {
  return std::ranges::any_of(run.records, [&](const Incoming& one) { return rows.is_erased(base::to_string(one.record.id)); });
}

Stored gap_of(RecordRows& rows, std::int64_t chain, const Run& run) {
  Stored out;
  out.gap = true;
  out.head = event::chain_start(run.device, run.inc);
  if (const auto end = rows.main_end(chain, run.first - 1)) std::tie(out.ack, out.head) = *end;
  out.durable = out.ack;
  return out;
}

}  // namespace

base::Failure<StoreError> failure_of(const journal::DatabaseError& error) {
  if (error.kind() != journal::StoreError::corrupt) return {kind_of(error.kind()), error.what()};
  return {StoreError::corrupt, fmt::format("the bureau's database is damaged: stop the server, put the last backup in its place and start again, the "
                                           "boxes send what is missing ({})", error.what())};
}

SqliteStore::Core::Core(const std::filesystem::path& file, const SqliteOptions& options, base::UniqueFd lock)
    : database(file, journal::Database::Mode::write, options.vfs), group_(database, mutex_, {options.most_in_group, kMostRecordsInGroup}), lock_(std::move(lock)) {
  prepare(options, static_cast<bool>(lock_));
  if (!options.vfs.empty()) return;
  reader_.emplace(file, journal::Database::Mode::read);
  reader_rows_.emplace(*reader_);
}

void SqliteStore::Core::prepare(const SqliteOptions& options, bool alone) {
  database.set_wait(kWaitMs);
  const auto state = journal::inspect(database, bureau_schema());
  database.configure_writer();
  database.execute("PRAGMA trusted_schema = ON");   // our own views use json_extract, which SQLite 3.40 does not call innocuous
  if (options.role == Role::server) database.execute(fmt::format("PRAGMA cache_size = -{}", kSqliteCacheKib));
  database.execute(fmt::format("PRAGMA wal_autocheckpoint = {}", alone ? options.checkpoint_pages : 0));
  if (alone || state == journal::SchemaState::empty) journal::migrate(database, bureau_schema());
  Transaction transaction(database);
  Statement(database, "INSERT OR IGNORE INTO meta(name, value) VALUES('epoch', ?1)").run(base::to_string(base::make_uuid_v4(options.random)));
  transaction.commit();
  Statement ask(database, "SELECT value FROM meta WHERE name = 'epoch'");
  auto found = ask.query();
  if (found.next()) epoch = found.text(0);
  rows.emplace(database);
  aside.emplace(database);
}

SqliteStore::SqliteStore(std::unique_ptr<Core> core) : core_(std::move(core)) {}
SqliteStore::~SqliteStore() = default;

StoreResult<std::unique_ptr<SqliteStore>> SqliteStore::open(const std::filesystem::path& file, const SqliteOptions& options) {
  auto lock = base::lock_file(file.string() + ".lock");
  if (!lock && lock.error().kind != base::FileError::busy) return base::fail(StoreError::io, lock.error().what);
  if (!lock && options.role == Role::server) {
    return base::fail(StoreError::locked, fmt::format("{} is in use by another openday-bureau: stop that one first", file.string()));
  }
  try {
    auto core = std::make_unique<Core>(file, options, lock ? std::move(*lock) : base::UniqueFd());
    return std::unique_ptr<SqliteStore>(new SqliteStore(std::move(core)));
  } catch (const journal::DatabaseError& error) {
    return tl::unexpected(failure_of(error));
  }
}

std::string SqliteStore::epoch() const { return core_->epoch; }

StoreResult<Binding> SqliteStore::bind(const base::PublicKey& key, const base::Uuid& device, base::Instant now) {
  const auto id = base::to_string(device), at = utc(now);
  return core_->write<Binding>(1, [&](Binding& out) {
    auto& database = core_->database;
    const auto known = first_device(database, "WHERE key = ?1", key);
    out = judge(database, known, device, id);
    if (out != Binding::bound) return false;
    if (!known->device) database.kept("UPDATE devices SET device = ?2, bound = ?3 WHERE key = ?1").run(key, id, at);
    database.kept("UPDATE devices SET last_contact = ?2 WHERE key = ?1").run(key, at);
    return true;
  });
}

StoreResult<std::optional<Device>> SqliteStore::find_device(const base::Uuid& device) {
  return core_->read([&](journal::Database& database, RecordRows&) {
    return first_device(database, "WHERE device = ?1 ORDER BY revoked IS NOT NULL, bound DESC LIMIT 1", base::to_string(device));
  });
}

StoreResult<protocol::Held> SqliteStore::held(const base::Uuid& device, const protocol::Position& position) {
  return core_->read([&](journal::Database&, RecordRows& rows) {
    protocol::Held out{position.inc, 0, event::chain_start(device, position.inc), 0, 0};
    const auto chain = rows.find_chain(device, position.inc);
    if (!chain) return out;
    out.top = rows.top_of(*chain);
    const auto places = rows.places(*chain, position.last, position.last);
    const bool known = std::any_of(places.begin(), places.end(), [&](const auto& place) { return place.second.hash == position.head; });
    if (known) {
      out.ack = position.last;
      out.head = position.head;
    } else if (const auto end = rows.main_end(*chain, position.last)) {
      std::tie(out.ack, out.head) = *end;
    }
    out.durable = out.ack;
    return out;
  });
}

StoreResult<Stored> SqliteStore::put(const Run& run, base::Instant now) {
  const auto received = utc(now);
  return core_->write<Stored>(run.records.size(), [&](Stored& out) {
    auto& rows = *core_->rows;
    const auto chain = rows.chain_of(run.device, run.inc);
    Placing placing(rows, *core_->aside, chain, received);
    if (!placing.put(run)) {
      out = gap_of(rows, chain, run);
      if (run.first == 1 || names_erased(rows, run) || !core_->aside->keep(chain, run, now)) return false;
      out.gap = false;
      out.aside = true;
      rows.raise_top(chain, run.first + run.records.size() - 1, std::nullopt);
      return true;
    }
    placing.put_followers();
    out = std::move(placing.stored());
    out.durable = out.ack;
    rows.raise_top(chain, out.ack, out.fork);
    return true;
  });
}

}  // namespace openday::bureau
