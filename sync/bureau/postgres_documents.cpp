// Documents, the feed of a hall's records and its boxes, in the PostgreSQL store. Positions come from the feeds' rows, which stay locked
// until the commit, so that a reader's cursor never passes what comes later.
#include <algorithm>

#include "sync/bureau/postgres_core.h"
#include "sync/bureau/published.h"

namespace openday::bureau {
namespace {

constexpr const char* kHeld = "SELECT version, digest FROM documents WHERE event = $1 AND kind = $2 AND hall = $3";
constexpr const char* kPosition = "UPDATE feeds SET top = top + 1 WHERE feed = 'documents' RETURNING top";
constexpr const char* kForget = "DELETE FROM documents WHERE event = $1 AND kind = $2 AND hall = $3";
constexpr const char* kPublish =
    "INSERT INTO documents(position, event, kind, hall, version, digest, bytes, cose, published) VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9)";
// Of an event and kind the highest version that reaches the hall; of two of the same version the hall's own.
constexpr const char* kDocuments =
    "SELECT d.position, d.event, d.kind, d.version, length(d.bytes), d.digest, d.cose FROM documents d WHERE d.position > $1 AND (d.hall = '' OR d.hall = $2)"
    " AND NOT EXISTS(SELECT 1 FROM documents o WHERE o.event = d.event AND o.kind = d.kind AND (o.hall = '' OR o.hall = $2) AND o.hall <> d.hall"
    " AND (o.version > d.version OR (o.version = d.version AND d.hall = ''))) ORDER BY d.position";
constexpr const char* kPart =
    "SELECT length(bytes), substring(bytes FROM ($5::bigint)::integer FOR ($6::bigint)::integer) FROM documents WHERE event = $1 AND kind = $2 AND version = $3"
    " AND (hall = '' OR hall = $4) ORDER BY hall DESC LIMIT 1";
// What the next piece of the feed would weigh, then the piece.
constexpr const char* kAhead =
    "SELECT r.position, coalesce(length(r.body), 0) FROM records r JOIN chains c ON c.number = r.chain WHERE r.hall = $1 AND r.position > $2"
    " AND c.device <> $3 ORDER BY r.position LIMIT $4";
constexpr const char* kPiece =
    "SELECT c.device, c.inc, r.seq, r.id, r.v, r.kind, r.event, r.at, r.boot, r.mono, r.clock, r.body, r.salt, r.body_hash FROM records r"
    " JOIN chains c ON c.number = r.chain WHERE r.hall = $1 AND r.position > $2 AND r.position <= $3 AND c.device <> $4 ORDER BY r.position";
constexpr const char* kFeedTop = "SELECT top FROM feeds WHERE feed = $1";
constexpr const char* kNeighbours = "SELECT device, key, name FROM devices WHERE hall = $1 AND device IS NOT NULL AND device <> $2 AND revoked IS NULL ORDER BY device";

constexpr std::size_t kEnvelopeBytes = 400;   // of a record on the wire beside its body, about

std::uint64_t feed_top(PostgresConnection& pg, const std::string& feed) {
  const auto row = pg.run(kFeedTop, PostgresParams(feed));
  return row.empty() ? 0 : static_cast<std::uint64_t>(row.integer(0, 0));
}

std::optional<HeldDocument> held_document(PostgresConnection& pg, const Publication& document) {
  const auto row = pg.run(kHeld, PostgresParams(document.event, document.kind, document.hall));
  return row.empty() ? std::nullopt : std::optional(HeldDocument{static_cast<int>(row.integer(0, 0)), row.array<32>(0, 1)});
}

event::Record whole_record(const PostgresRows& rows, int row) {
  auto out = postgres_record(rows, row);
  if (!rows.null(row, 12)) out.salt = rows.array<16>(row, 12);
  out.body_hash = rows.array<32>(row, 13);
  return out;
}

}  // namespace

StoreResult<Publishing> PostgresStore::publish(const Publication& document, base::Instant now) {
  return core_->guarded([&](PostgresConnection& pg) -> Publishing {
    const auto digest = base::sha256(base::as_bytes(document.bytes));
    PostgresTransaction transaction(pg);
    const auto position = pg.run(kPosition).integer(0, 0);   // first: it keeps others from publishing meanwhile
    if (const auto judged = judge(document, digest, held_document(pg, document)); judged != Publishing::published) return judged;
    (void)pg.run(kForget, PostgresParams(document.event, document.kind, document.hall));
    (void)pg.run(kPublish, PostgresParams(position, document.event, document.kind, document.hall, document.version, digest, document.bytes, document.cose, postgres_time(now)));
    transaction.commit();
    return Publishing::published;
  });
}

StoreResult<DocumentFeed> PostgresStore::documents_after(std::uint64_t position, const std::string& hall) {
  return core_->guarded([&](PostgresConnection& pg) {
    DocumentFeed out{{}, position};
    const auto rows = pg.run(kDocuments, PostgresParams(position, hall));
    for (int i = 0; i < rows.size(); ++i) {
      out.next = static_cast<std::uint64_t>(rows.integer(i, 0));
      out.documents.push_back({rows.text(i, 1), rows.text(i, 2), static_cast<int>(rows.integer(i, 3)), static_cast<std::uint64_t>(rows.integer(i, 4)), rows.array<32>(i, 5), rows.text(i, 6)});
    }
    return out;
  });
}

StoreResult<std::optional<protocol::PartAnswer>> PostgresStore::document_part(const protocol::PartRequest& wanted, const std::string& hall, std::size_t most) {
  return core_->guarded([&](PostgresConnection& pg) -> std::optional<protocol::PartAnswer> {
    const auto from = static_cast<std::int64_t>(std::min<std::uint64_t>(wanted.offset, INT32_MAX - 1)) + 1;
    const auto row = pg.run(kPart, PostgresParams(wanted.event, wanted.kind, wanted.version, hall, from, most));
    if (row.empty()) return std::nullopt;
    return protocol::PartAnswer{static_cast<std::uint64_t>(row.integer(0, 0)), row.text(0, 1)};
  });
}

StoreResult<RecordFeed> PostgresStore::records_after(std::uint64_t position, const base::Uuid& asker, const std::string& hall, std::size_t most,
                                                     std::size_t most_bytes) {
  return core_->guarded([&](PostgresConnection& pg) {
    RecordFeed out{{}, position, false};
    PostgresTransaction reading(pg, PostgresTransaction::Kind::read);
    const auto ahead = pg.run(kAhead, PostgresParams(hall, position, asker, most + 1));
    const auto there = static_cast<std::size_t>(ahead.size());
    std::size_t taken = 0, bytes = 0;
    for (; taken < std::min(there, most) && (taken == 0 || bytes <= most_bytes); ++taken) bytes += static_cast<std::size_t>(ahead.integer(static_cast<int>(taken), 1)) + kEnvelopeBytes;
    out.more = taken < there;
    // Of the same moment: nothing at or below the feed's top is still to come.
    out.next = out.more ? static_cast<std::uint64_t>(ahead.integer(static_cast<int>(taken) - 1, 0)) : std::max(position, feed_top(pg, "hall/" + hall));
    if (taken == 0) return out;
    const auto rows = pg.run(kPiece, PostgresParams(hall, position, out.next, asker));
    for (int i = 0; i < rows.size(); ++i) out.records.push_back(whole_record(rows, i));
    return out;
  });
}

StoreResult<DeviceFeed> PostgresStore::devices_after(std::uint64_t generation, const base::Uuid& asker, const std::string& hall) {
  return core_->guarded([&](PostgresConnection& pg) {
    DeviceFeed out{false, {}, feed_top(pg, "devices")};   // before the list: a change in between shows again, none is missed
    out.changed = out.next != generation;
    if (!out.changed) return out;
    const auto rows = pg.run(kNeighbours, PostgresParams(hall, asker));
    for (int i = 0; i < rows.size(); ++i) out.devices.push_back({rows.uuid(i, 0), rows.array<32>(i, 1), rows.text(i, 2)});
    return out;
  });
}

}  // namespace openday::bureau
