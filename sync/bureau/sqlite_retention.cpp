// Retention in the SQLite store.
#include "sync/bureau/retention_store.h"
#include "sync/bureau/sqlite_core.h"

namespace openday::bureau {
namespace {

using journal::Statement;

constexpr const char* kCount =
    "SELECT (SELECT count(*) FROM ballot_texts WHERE batch IN (SELECT batch FROM ballot_batches WHERE event = ?1)),"
    " (SELECT count(*) FROM documents WHERE event = ?1 AND kind = 'roster')";
constexpr const char* kDropTexts = "DELETE FROM ballot_texts WHERE batch IN (SELECT batch FROM ballot_batches WHERE event = ?1)";
constexpr const char* kDropRosters = "DELETE FROM documents WHERE event = ?1 AND kind = 'roster'";
constexpr const char* kDropPaperParts = "DELETE FROM paper_parts WHERE paper IN (SELECT id FROM papers WHERE id = ?1 AND event = ?2)";
constexpr const char* kDropPaper = "DELETE FROM papers WHERE id = ?1 AND event = ?2";
constexpr const char* kLeave = "INSERT OR IGNORE INTO left_behind(record, event, counts, at) VALUES(?1, ?2, ?3, ?4)";
constexpr const char* kNoteRun = "INSERT INTO retention_runs(event, at, records, texts, rosters, papers) VALUES(?1, ?2, ?3, ?4, ?5, ?6)";

std::size_t delete_of(journal::Database& database, const char* sql, const std::string& event) {
  Statement(database, sql).run(event);
  return static_cast<std::size_t>(database.changes());
}

std::size_t drop_papers(journal::Database& database, const Expiry& expiry) {
  Statement parts(database, kDropPaperParts), paper(database, kDropPaper);
  std::size_t out = 0;
  for (const std::string& id : expiry.papers) {
    parts.run(id, expiry.event);
    paper.run(id, expiry.event);
    out += static_cast<std::size_t>(database.changes());
  }
  return out;
}

void leave(journal::Database& database, const Expiry& expiry, const std::string& at) {
  Statement insert(database, kLeave);
  for (const event::EraseBody& body : expiry.left) {
    const auto record = base::to_string(body.records.front());
    insert.run(record, expiry.event, body.counts, at);
  }
}

}  // namespace

StoreResult<Expired> SqliteStore::besides_records(const std::string& event) {
  return core_->read([&](journal::Database& database, RecordRows&) {
    Statement statement(database, kCount);
    auto row = statement.query(event);
    (void)row.next();
    return Expired{0, static_cast<std::size_t>(row.integer(0)), static_cast<std::size_t>(row.integer(1)), 0};
  });
}

StoreResult<Expired> SqliteStore::expire(const Expiry& expiry, base::Instant now) {
  return core_->guarded([&] {
    auto& database = core_->database;
    const auto at = base::to_rfc3339(now, base::Minutes{0});
    journal::Transaction transaction(database);
    leave(database, expiry, at);
    Expired out;
    out.records = core_->rows->erase(expiry.records);
    if (expiry.texts) out.texts = delete_of(database, kDropTexts, expiry.event);
    if (expiry.rosters) out.rosters = delete_of(database, kDropRosters, expiry.event);
    out.papers = drop_papers(database, expiry);
    if (out.any()) Statement(database, kNoteRun).run(expiry.event, at, out.records, out.texts, out.rosters, out.papers);
    transaction.commit();
    return out;
  });
}

}  // namespace openday::bureau
