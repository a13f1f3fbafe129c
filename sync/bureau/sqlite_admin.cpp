#include <algorithm>

#include "sync/bureau/sqlite_core.h"

namespace openday::bureau {
namespace {

using journal::Statement;
using journal::Transaction;

std::string utc(base::Instant at) { return base::to_rfc3339(at, base::Minutes{0}); }

// The views a clerk may take away, with the order they come in. Salts and hashes are no use outside and stay here.
struct Table {
  const char* name;
  const char* columns;
  const char* order;
  bool of_event;   // has a column `event`
};
constexpr Table kTables[] = {
    {"journal", "device, inc, seq, id, kind, event, at, clock, body, received", "position", true},
    {"check_ins", "event, session, registration, persons, category, way, at, clock, device, id, voided", "at, id", true},
    {"ratings", "event, session, subject, grade, tags", "batch, id", true},
    {"rating_texts", "event, session, subject, text", "batch, id", true},
    {"quarantine_list", "number, device, inc, seq, code, received, replayed, bytes, dropped, reason", "number", false},
    {"retention_runs", "number, event, at, records, texts, rosters, papers", "number", true},
};

std::vector<std::string> split_columns(std::string_view columns) {
  std::vector<std::string> out;
  while (!columns.empty()) {
    const auto comma = columns.find(", ");
    out.emplace_back(columns.substr(0, comma));
    columns.remove_prefix(comma == std::string_view::npos ? columns.size() : comma + 2);
  }
  return out;
}

std::optional<Incoming> place_in_quarantine(journal::Database& database, std::uint64_t number, std::int64_t& chain, std::int64_t& branch) {
  Statement statement(database, "SELECT chain, seq, branch, hash FROM quarantine WHERE number = ?1 AND replayed IS NULL AND dropped IS NULL");
  auto rows = statement.query(number);
  if (!rows.next()) return std::nullopt;
  Incoming out;
  chain = rows.integer(0);
  out.record.seq = static_cast<std::uint64_t>(rows.integer(1));
  branch = rows.integer(2);
  out.hash = rows.array<32>(3);
  return out;
}

constexpr const char* kQuarantineColumns = "q.number, c.device, c.inc, q.code, q.received, coalesce(q.replayed, ''), q.seq, length(q.raw), coalesce(q.dropped, ''), coalesce(q.reason, '')";
constexpr const char* kQuarantineTables = " FROM quarantine q JOIN chains c ON c.number = q.chain";

QuarantineRow quarantine_row(const journal::Rows& row) {
  return {static_cast<std::uint64_t>(row.integer(0)), row.text(1), row.text(2), row.text(3), row.text(4), row.text(5),
          static_cast<std::uint64_t>(row.integer(6)), static_cast<std::uint64_t>(row.integer(7)), row.text(8), row.text(9)};
}

}  // namespace

StoreResult<std::vector<Device>> SqliteStore::devices() {
  return core_->read([](journal::Database& database, RecordRows&) {
    Statement statement(database, "SELECT key, name, coalesce(device, ''), added, coalesce(bound, ''), coalesce(revoked, ''),"
                        " coalesce(last_contact, ''), hall FROM devices ORDER BY added, name");
    std::vector<Device> out;
    auto rows = statement.query();
    while (rows.next()) {
      out.push_back({rows.array<32>(0), rows.text(1), base::parse_uuid(rows.text(2)), rows.text(3), rows.text(4), rows.text(5), rows.text(6), rows.text(7)});
    }
    return out;
  });
}

StoreResult<bool> SqliteStore::add_device(const base::PublicKey& key, const std::string& name, base::Instant now) {
  return core_->guarded([&] {
    const auto at = utc(now);
    Statement(core_->database, "INSERT OR IGNORE INTO devices(key, name, added) VALUES(?1, ?2, ?3)").run(key, name, at);
    return core_->database.changes() > 0;
  });
}

StoreResult<bool> SqliteStore::revoke_device(const base::PublicKey& key, base::Instant now) {
  return core_->guarded([&] {
    const auto at = utc(now);
    Statement(core_->database, "UPDATE devices SET revoked = coalesce(revoked, ?2) WHERE key = ?1").run(key, at);
    return core_->database.changes() > 0;
  });
}

StoreResult<std::vector<QuarantineRow>> SqliteStore::quarantine() {
  return core_->guarded([&] {
    Statement statement(core_->database, std::string("SELECT ") + kQuarantineColumns + kQuarantineTables + " ORDER BY q.number");
    std::vector<QuarantineRow> out;
    auto rows = statement.query();
    while (rows.next()) out.push_back(quarantine_row(rows));
    return out;
  });
}

StoreResult<std::optional<QuarantineRow>> SqliteStore::quarantined(std::uint64_t number) {
  return core_->guarded([&]() -> std::optional<QuarantineRow> {
    Statement statement(core_->database, std::string("SELECT ") + kQuarantineColumns + ", q.raw" + kQuarantineTables + " WHERE q.number = ?1");
    auto rows = statement.query(number);
    if (!rows.next()) return std::nullopt;
    auto out = quarantine_row(rows);
    out.raw = rows.text(10);
    return out;
  });
}

StoreResult<bool> SqliteStore::replay(std::uint64_t number, const event::Record& record, base::Instant now) {
  return core_->guarded([&] {
    const auto at = utc(now);
    std::int64_t chain = 0, branch = 0;
    Transaction transaction(core_->database);
    auto place = place_in_quarantine(core_->database, number, chain, branch);
    if (!place || place->record.seq != record.seq) return false;
    place->record = record;
    if (!core_->rows->insert(chain, branch, *place, at)) return false;
    // The raw bytes would be a second copy of what the record holds now, which no erasing would find.
    Statement(core_->database, "UPDATE quarantine SET replayed = ?2, raw = x'' WHERE number = ?1").run(number, at);
    transaction.commit();
    return true;
  });
}

StoreResult<Dropping> SqliteStore::drop(std::uint64_t number, const std::string& reason, base::Instant now) {
  return core_->guarded([&]() -> Dropping {
    Transaction transaction(core_->database);
    {
      Statement ask(core_->database, "SELECT replayed IS NOT NULL, dropped IS NOT NULL FROM quarantine WHERE number = ?1");
      auto held = ask.query(number);
      if (!held.next()) return Dropping::unknown;
      if (held.integer(0) != 0) return Dropping::replayed;
      if (held.integer(1) != 0) return Dropping::was_dropped;
    }
    const auto at = utc(now);
    Statement(core_->database, "UPDATE quarantine SET raw = x'', dropped = ?2, reason = ?3 WHERE number = ?1").run(number, at, reason);
    transaction.commit();
    return Dropping::dropped;
  });
}

StoreResult<void> SqliteStore::scrub() {
  if (!core_->is_alone()) return base::fail(StoreError::locked, "the server uses this file: stop it, scrub, start it again");
  return core_->guarded([&] { core_->database.truncate_log(); });   // secure_delete has blanked the file itself
}

std::vector<std::string> SqliteStore::exported_tables() const {
  std::vector<std::string> out;
  for (const auto& table : kTables) out.emplace_back(table.name);
  return out;
}

StoreResult<void> SqliteStore::export_rows(const std::string& table, const std::string& event, const std::function<void(const Row&)>& take) {
  const auto* found = std::find_if(std::begin(kTables), std::end(kTables), [&](const Table& one) { return table == one.name; });
  if (found == std::end(kTables)) return base::fail(StoreError::io, "there is no table '" + table + "' to export");
  return core_->guarded([&] {
    const bool only = found->of_event && !event.empty();
    Statement statement(core_->database, std::string("SELECT ") + found->columns + " FROM " + found->name +
                                             (only ? " WHERE event = ?1" : " WHERE ?1 = ?1") + " ORDER BY " + found->order);
    const auto columns = split_columns(found->columns);
    take(Row(columns.begin(), columns.end()));
    auto rows = statement.query(event);
    while (rows.next()) {
      Row row;
      for (int i = 0; i < static_cast<int>(columns.size()); ++i) row.push_back(rows.null(i) ? std::nullopt : std::optional(rows.text(i)));
      take(row);
    }
  });
}

}  // namespace openday::bureau
