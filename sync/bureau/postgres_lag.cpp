// How far each box is, in the PostgreSQL store.
#include "sync/bureau/lag.h"
#include "sync/bureau/postgres_aside.h"
#include "sync/bureau/postgres_core.h"

namespace openday::bureau {
namespace {

// Four looks into the indices a chain.
constexpr const char* kChains =
    "SELECT c.device::text, c.inc, c.top, coalesce((SELECT seq FROM records WHERE chain = c.number ORDER BY seq DESC LIMIT 1), 0),"
    " coalesce((SELECT seq FROM quarantine WHERE chain = c.number ORDER BY seq DESC LIMIT 1), 0),"
    " coalesce((SELECT received FROM records WHERE chain = c.number ORDER BY seq DESC LIMIT 1), ''),"
    " coalesce((SELECT received FROM quarantine WHERE chain = c.number ORDER BY seq DESC LIMIT 1), '') FROM chains c";
constexpr const char* kTold = "SELECT device::text, inc, last, at FROM told";
constexpr const char* kHere = "SELECT device::text, count(*) FROM ballot_batches GROUP BY device";
constexpr const char* kMissing =
    "SELECT r.device::text, count(*) FROM rating_batches r WHERE NOT EXISTS(SELECT 1 FROM ballot_batches b WHERE b.batch = r.batch) GROUP BY r.device";
constexpr const char* kForget = "DELETE FROM told WHERE device = $1";
constexpr const char* kTell = "INSERT INTO told(device, inc, last, at) VALUES($1, $2, $3, $4) ON CONFLICT (device, inc) DO UPDATE SET last = excluded.last, at = excluded.at";

std::uint64_t number(const PostgresRows& rows, int row, int column) { return static_cast<std::uint64_t>(rows.integer(row, column)); }

}  // namespace

StoreResult<void> PostgresStore::note_told(const base::Uuid& device, const std::vector<protocol::Position>& positions, base::Instant now) {
  return core_->guarded([&](PostgresConnection& pg) {
    PostgresAside(pg).drop_old(now);   // by itself: it waits for nobody while it holds a row
    PostgresTransaction transaction(pg);
    (void)pg.run(kForget, PostgresParams(device));
    for (const auto& position : positions) (void)pg.run(kTell, PostgresParams(device, position.inc, position.last, postgres_time(now)));
    transaction.commit();
  });
}

StoreResult<std::vector<Lag>> PostgresStore::lags() {
  auto known = devices();
  if (!known) return tl::unexpected(known.error());
  return core_->guarded([&](PostgresConnection& pg) {
    PostgresTransaction moment(pg, PostgresTransaction::Kind::read);
    LagRows out{*known, {}, {}, {}};
    const auto chains = pg.run(kChains), told = pg.run(kTold), here = pg.run(kHere), missing = pg.run(kMissing);
    for (int i = 0; i < chains.size(); ++i) {
      out.chains.push_back({chains.text(i, 0), chains.text(i, 1), std::max(chains.text(i, 5), chains.text(i, 6)), number(chains, i, 2),
                            std::max(number(chains, i, 3), number(chains, i, 4))});
    }
    for (int i = 0; i < told.size(); ++i) out.told.push_back({told.text(i, 0), told.text(i, 1), told.text(i, 3), number(told, i, 2)});
    for (int i = 0; i < here.size(); ++i) out.batches.push_back({here.text(i, 0), number(here, i, 1), 0});
    for (int i = 0; i < missing.size(); ++i) out.batches.push_back({missing.text(i, 0), 0, number(missing, i, 1)});
    return assemble_lags(out);
  });
}

}  // namespace openday::bureau
