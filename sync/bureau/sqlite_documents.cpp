// Documents, the feed of a hall's records and its boxes, in the SQLite store. One writer commits in the order of positions, so
// that a reader's cursor never passes what comes later.
#include "sync/bureau/published.h"
#include "sync/bureau/sqlite_core.h"

namespace openday::bureau {
namespace {

using journal::Statement;
using journal::Transaction;

constexpr const char* kFeed =
    "SELECT r.position, c.device, c.inc, r.seq, r.id, r.v, r.kind, r.event, r.at, r.boot, r.mono, r.clock, r.body, r.salt, r.body_hash"
    " FROM records r JOIN chains c ON c.number = r.chain WHERE r.position > ?1 AND c.device <> ?2"
    " AND EXISTS(SELECT 1 FROM devices d WHERE d.device = c.device AND d.hall = ?3) ORDER BY r.position LIMIT ?4";

// Of an event and kind the highest version that reaches the hall; of two of the same version the hall's own.
constexpr const char* kDocuments =
    "SELECT d.position, d.event, d.kind, d.version, length(d.bytes), d.digest, d.cose FROM documents d WHERE d.position > ?1 AND d.hall IN ('', ?2)"
    " AND NOT EXISTS(SELECT 1 FROM documents o WHERE o.event = d.event AND o.kind = d.kind AND o.hall IN ('', ?2) AND o.hall <> d.hall"
    " AND (o.version > d.version OR (o.version = d.version AND d.hall = ''))) ORDER BY d.position";

event::Record record_of(const journal::Rows& row) {
  event::Record out;
  out.device = base::parse_uuid(row.text(1)).value_or(base::Uuid{});
  out.inc = row.text(2);
  out.seq = static_cast<std::uint64_t>(row.integer(3));
  out.id = base::parse_uuid(row.text(4)).value_or(base::Uuid{});
  out.v = static_cast<int>(row.integer(5));
  out.kind = row.text(6);
  out.event = row.text(7);
  out.at = row.text(8);
  out.boot = row.text(9);
  out.mono = row.integer(10);
  out.clock = base::parse_clock_state(row.text(11)).value_or(base::ClockState::guessed);
  if (!row.null(12)) out.body = row.text(12);
  if (!row.null(13)) out.salt = row.array<16>(13);
  out.body_hash = row.array<32>(14);
  return out;
}

std::optional<HeldDocument> held_document(journal::Database& database, const Publication& document) {
  Statement ask(database, "SELECT version, digest FROM documents WHERE event = ?1 AND kind = ?2 AND hall = ?3");
  auto row = ask.query(document.event, document.kind, document.hall);
  return row.next() ? std::optional(HeldDocument{static_cast<int>(row.integer(0)), row.array<32>(1)}) : std::nullopt;
}

std::uint64_t first_number(journal::Database& database, const char* sql) { return static_cast<std::uint64_t>(database.integer(sql)); }

}  // namespace

StoreResult<Publishing> SqliteStore::publish(const Publication& document, base::Instant now) {
  return core_->guarded([&]() -> Publishing {
    auto& database = core_->database;
    const auto digest = base::sha256(base::as_bytes(document.bytes));
    const auto at = base::to_rfc3339(now, base::Minutes{0});
    Transaction transaction(database);
    if (const auto judged = judge(document, digest, held_document(database, document)); judged != Publishing::published) return judged;
    // A new position, so that every cursor still has it before it.
    Statement(database, "DELETE FROM documents WHERE event = ?1 AND kind = ?2 AND hall = ?3").run(document.event, document.kind, document.hall);
    Statement(database, "INSERT INTO documents(event, kind, hall, version, digest, bytes, cose, published) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)")
        .run(document.event, document.kind, document.hall, document.version, digest, base::as_bytes(document.bytes), base::as_bytes(document.cose), at);
    transaction.commit();
    return Publishing::published;
  });
}

StoreResult<DocumentFeed> SqliteStore::documents_after(std::uint64_t position, const std::string& hall) {
  return core_->read([&](journal::Database& database, RecordRows&) {
    DocumentFeed out{{}, position};
    Statement statement(database, kDocuments);
    auto rows = statement.query(position, hall);
    while (rows.next()) {
      out.next = static_cast<std::uint64_t>(rows.integer(0));
      out.documents.push_back({rows.text(1), rows.text(2), static_cast<int>(rows.integer(3)), static_cast<std::uint64_t>(rows.integer(4)), rows.array<32>(5), rows.text(6)});
    }
    return out;
  });
}

StoreResult<std::optional<protocol::PartAnswer>> SqliteStore::document_part(const protocol::PartRequest& wanted, const std::string& hall, std::size_t most) {
  return core_->read([&](journal::Database& database, RecordRows&) -> std::optional<protocol::PartAnswer> {
    Statement statement(database, "SELECT length(bytes), substr(bytes, ?5 + 1, ?6) FROM documents"
                                         " WHERE event = ?1 AND kind = ?2 AND version = ?3 AND hall IN ('', ?4) ORDER BY hall DESC LIMIT 1");
    auto rows = statement.query(wanted.event, wanted.kind, wanted.version, hall, wanted.offset, most);
    if (!rows.next()) return std::nullopt;
    return protocol::PartAnswer{static_cast<std::uint64_t>(rows.integer(0)), rows.text(1)};
  });
}

StoreResult<RecordFeed> SqliteStore::records_after(std::uint64_t position, const base::Uuid& asker, const std::string& hall, std::size_t most,
                                                   std::size_t most_bytes) {
  return core_->read([&](journal::Database& database, RecordRows&) {
    RecordFeed out{{}, position, false};
    const auto self = base::to_string(asker);
    Statement statement(database, kFeed);
    auto rows = statement.query(position, self, hall, most + 1);
    std::size_t bytes = 0;
    while (rows.next()) {
      if (out.records.size() == most || bytes > most_bytes) {
        out.more = true;
        return out;
      }
      out.records.push_back(record_of(rows));
      out.next = static_cast<std::uint64_t>(rows.integer(0));
      bytes += protocol::text_size(out.records.back());
    }
    // Nothing of the hall is left behind this: the next pull need not look through the others' rows again.
    out.next = std::max(position, first_number(database, "SELECT coalesce(max(position), 0) FROM records"));
    return out;
  });
}

StoreResult<DeviceFeed> SqliteStore::devices_after(std::uint64_t generation, const base::Uuid& asker, const std::string& hall) {
  return core_->read([&](journal::Database& database, RecordRows&) {
    DeviceFeed out{false, {}, first_number(database, "SELECT CAST(value AS INTEGER) FROM meta WHERE name = 'devices_generation'")};
    out.changed = out.next != generation;
    if (!out.changed) return out;
    const auto self = base::to_string(asker);
    Statement statement(database, "SELECT device, key, name FROM devices WHERE hall = ?1 AND device IS NOT NULL AND device <> ?2 AND revoked IS NULL ORDER BY device");
    auto rows = statement.query(hall, self);
    while (rows.next()) out.devices.push_back({base::parse_uuid(rows.text(0)).value_or(base::Uuid{}), rows.array<32>(1), rows.text(2)});
    return out;
  });
}

}  // namespace openday::bureau
