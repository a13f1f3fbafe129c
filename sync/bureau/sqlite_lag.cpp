// How far each box is, in the SQLite store.
#include "sync/bureau/lag.h"
#include "sync/bureau/sqlite_core.h"

namespace openday::bureau {
namespace {

using journal::Statement;

// Three looks into the indices a chain.
constexpr const char* kChains =
    "SELECT c.device, c.inc, c.top, max(coalesce((SELECT seq FROM records WHERE chain = c.number ORDER BY seq DESC LIMIT 1), 0),"
    " coalesce((SELECT seq FROM quarantine WHERE chain = c.number ORDER BY seq DESC LIMIT 1), 0)),"
    " max(coalesce((SELECT received FROM records WHERE chain = c.number ORDER BY seq DESC LIMIT 1), ''),"
    " coalesce((SELECT received FROM quarantine WHERE chain = c.number ORDER BY seq DESC LIMIT 1), '')) FROM chains c";
constexpr const char* kTold = "SELECT device, inc, last, at FROM told";
constexpr const char* kHere = "SELECT device, count(*) FROM ballot_batches GROUP BY device";
constexpr const char* kMissing =
    "SELECT r.device, count(*) FROM rating_batches r WHERE NOT EXISTS(SELECT 1 FROM ballot_batches b WHERE b.batch = r.batch) GROUP BY r.device";

void each(journal::Database& database, const char* sql, const auto& take) {
  Statement statement(database, sql);
  auto rows = statement.query();
  while (rows.next()) take(rows);
}

std::uint64_t number(const journal::Rows& row, int column) { return static_cast<std::uint64_t>(row.integer(column)); }

}  // namespace

StoreResult<void> SqliteStore::note_told(const base::Uuid& device, const std::vector<protocol::Position>& positions, base::Instant now) {
  const auto id = base::to_string(device), at = base::to_rfc3339(now, base::Minutes{0});
  const auto done = core_->write<bool>(1, [&](bool& out) {
    auto& database = core_->database;
    database.kept("DELETE FROM told WHERE device = ?1").run(id);
    core_->aside->drop_old(now);
    auto& insert = database.kept("INSERT OR REPLACE INTO told(device, inc, last, at) VALUES(?1, ?2, ?3, ?4)");
    for (const auto& position : positions) insert.run(id, position.inc, position.last, at);
    return out = true;
  });
  if (!done) return tl::unexpected(done.error());
  return {};
}

StoreResult<std::vector<Lag>> SqliteStore::lags() {
  auto known = devices();
  if (!known) return tl::unexpected(known.error());
  return core_->read([&](journal::Database& database, RecordRows&) {
    LagRows out{std::move(*known), {}, {}, {}};
    each(database, kChains, [&](const journal::Rows& row) { out.chains.push_back({row.text(0), row.text(1), row.text(4), number(row, 2), number(row, 3)}); });
    each(database, kTold, [&](const journal::Rows& row) { out.told.push_back({row.text(0), row.text(1), row.text(3), number(row, 2)}); });
    each(database, kHere, [&](const journal::Rows& row) { out.batches.push_back({row.text(0), number(row, 1), 0}); });
    each(database, kMissing, [&](const journal::Rows& row) { out.batches.push_back({row.text(0), 0, number(row, 1)}); });
    return assemble_lags(out);
  });
}

}  // namespace openday::bureau
