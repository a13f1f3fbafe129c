// Retention in the PostgreSQL store.
#include <algorithm>

#include "sync/bureau/postgres_core.h"
#include "sync/bureau/postgres_records.h"
#include "sync/bureau/retention_store.h"

namespace openday::bureau {
namespace {

constexpr const char* kCount =
    "SELECT (SELECT count(*) FROM ballot_texts WHERE batch IN (SELECT batch FROM ballot_batches WHERE event = $1)),"
    " (SELECT count(*) FROM documents WHERE event = $1 AND kind = 'roster')";
constexpr const char* kDropTexts = "DELETE FROM ballot_texts WHERE batch IN (SELECT batch FROM ballot_batches WHERE event = $1)";
constexpr const char* kDropRosters = "DELETE FROM documents WHERE event = $1 AND kind = 'roster'";
constexpr const char* kDropPaperParts = "DELETE FROM paper_parts WHERE paper IN (SELECT id FROM papers WHERE event = $1 AND id = ANY($2::uuid[]))";
constexpr const char* kDropPapers = "DELETE FROM papers WHERE event = $1 AND id = ANY($2::uuid[])";
constexpr const char* kLeave = "INSERT INTO left_behind(record, event, counts, at) SELECT n.record, $1, n.counts, $2 FROM unnest($3::uuid[], $4::text[]) AS n(record, counts)"
                               " ON CONFLICT (record) DO NOTHING";
constexpr const char* kNoteRun = "INSERT INTO retention_runs(event, at, records, texts, rosters, papers) VALUES($1, $2, $3, $4, $5, $6)";

constexpr std::size_t kAtOnce = 10'000;   // of one statement's arrays

void leave(PostgresConnection& pg, const Expiry& expiry, const std::string& at) {
  for (std::size_t from = 0; from < expiry.left.size(); from += kAtOnce) {
    PostgresArray records(PostgresType::uuid), counts(PostgresType::text);
    for (std::size_t i = from; i < std::min(from + kAtOnce, expiry.left.size()); ++i) {
      records.add(expiry.left[i].records.front());
      counts.add(std::string_view(expiry.left[i].counts));
    }
    (void)pg.run(kLeave, PostgresParams(expiry.event, at, records, counts));
  }
}

std::size_t erase(PostgresRecords& rows, const std::vector<base::Uuid>& records) {
  std::size_t out = 0;
  for (std::size_t from = 0; from < records.size(); from += kAtOnce) {
    PostgresArray ids(PostgresType::uuid);
    for (std::size_t i = from; i < std::min(from + kAtOnce, records.size()); ++i) ids.add(records[i]);
    out += rows.erase(ids);
  }
  return out;
}

std::size_t drop_papers(PostgresConnection& pg, const Expiry& expiry) {
  PostgresArray ids(PostgresType::uuid);
  for (const std::string& text : expiry.papers)
    if (const auto id = base::parse_uuid(text)) ids.add(*id);
  if (ids.size() == 0) return 0;
  (void)pg.run(kDropPaperParts, PostgresParams(expiry.event, ids));
  return pg.run(kDropPapers, PostgresParams(expiry.event, ids)).affected();
}

}  // namespace

StoreResult<Expired> PostgresStore::besides_records(const std::string& event) {
  return core_->guarded([&](PostgresConnection& pg) {
    const auto row = pg.run(kCount, PostgresParams(event));
    return Expired{0, static_cast<std::size_t>(row.integer(0, 0)), static_cast<std::size_t>(row.integer(0, 1)), 0};
  });
}

StoreResult<Expired> PostgresStore::expire(const Expiry& expiry, base::Instant now) {
  Expired out;
  const auto done = core_->guarded_once([&](PostgresConnection& pg) {
    const auto at = postgres_time(now);
    PostgresTransaction transaction(pg);
    PostgresRecords rows(pg, at);
    rows.lock_all_feeds();
    leave(pg, expiry, at);
    out.records = erase(rows, expiry.records);
    const PostgresParams event(expiry.event);
    if (expiry.texts) out.texts = pg.run(kDropTexts, event).affected();
    if (expiry.rosters) out.rosters = pg.run(kDropRosters, event).affected();
    out.papers = drop_papers(pg, expiry);
    if (out.any()) (void)pg.run(kNoteRun, PostgresParams(expiry.event, at, out.records, out.texts, out.rosters, out.papers));
    transaction.commit();
  });
  if (!done) return tl::unexpected(done.error());
  return out;
}

}  // namespace openday::bureau
