// Ballots in the PostgreSQL store. Whether a batch counts is no column but a view over both sides (judged_batches): the batch and its
// record may come to two servers at the same moment, and neither transaction sees the other.
#include "sync/bureau/postgres_core.h"

namespace openday::bureau {
namespace {

constexpr const char* kLock = "SELECT device, digest, text_digest FROM ballot_batches WHERE batch = $1 FOR UPDATE";
constexpr const char* kState = "SELECT state FROM judged_batches WHERE batch = $1";
constexpr const char* kPut =
    "INSERT INTO ballot_batches(batch, device, event, session, subject, count, digest, text_count, text_digest, received)"
    " VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
constexpr const char* kReplace =
    "UPDATE ballot_batches SET event = $3, session = $4, subject = $5, count = $6, digest = $7, text_count = $8, text_digest = $9, received = $10"
    " WHERE batch = $1 AND device = $2";
constexpr const char* kClearBallots = "DELETE FROM ballots WHERE batch = $1";
constexpr const char* kClearTexts = "DELETE FROM ballot_texts WHERE batch = $1";
constexpr const char* kPutBallots = "INSERT INTO ballots(batch, id, salt, bytes) SELECT $1, n.id, n.salt, n.bytes"
                                    " FROM unnest($2::uuid[], $3::bytea[], $4::bytea[]) AS n(id, salt, bytes) ON CONFLICT (batch, id) DO NOTHING";
constexpr const char* kPutTexts = "INSERT INTO ballot_texts(batch, id, salt, bytes) SELECT $1, n.id, n.salt, n.bytes"
                                  " FROM unnest($2::uuid[], $3::bytea[], $4::bytea[]) AS n(id, salt, bytes) ON CONFLICT (batch, id) DO NOTHING";
constexpr const char* kCount = "SELECT count(*) FROM ballot_batches WHERE device = $1";

constexpr const char* kWithoutBallots =
    "SELECT r.batch FROM rating_batches r WHERE r.device = $1 AND NOT EXISTS(SELECT 1 FROM ballot_batches b WHERE b.batch = r.batch) ORDER BY r.batch LIMIT $2";

BatchState state_of(PostgresConnection& pg, const base::Uuid& batch) {
  const auto row = pg.run(kState, PostgresParams(batch));
  const auto state = row.empty() ? std::string() : row.text(0, 0);
  if (state == "counted") return BatchState::counted;
  return state == "quarantined" ? BatchState::quarantined : BatchState::waiting;
}

void put_leaves(PostgresConnection& pg, const char* sql, const base::Uuid& batch, const std::vector<protocol::Leaf>& leaves) {
  if (leaves.empty()) return;
  PostgresArray ids(PostgresType::uuid), salts(PostgresType::bytes), bytes(PostgresType::bytes);
  for (const auto& leaf : leaves) {
    ids.add(leaf.id);
    salts.add(base::ByteView(leaf.salt));
    bytes.add(std::string_view(leaf.bytes));
  }
  (void)pg.run(sql, PostgresParams(batch, ids, salts, bytes));
}

}  // namespace

StoreResult<BatchState> PostgresStore::put_ballots(const protocol::Ballots& ballots, base::Instant now) {
  return core_->guarded([&](PostgresConnection& pg) -> BatchState {
    const auto digest = base::to_hex(protocol::digest_of(ballots.ballots)), text_digest = base::to_hex(protocol::digest_of(ballots.texts));
    const PostgresParams row(ballots.batch, ballots.device, ballots.event, ballots.session, ballots.subject, ballots.ballots.size(), digest,
                             ballots.texts.size(), text_digest, postgres_time(now));
    PostgresTransaction transaction(pg);
    const auto known = pg.run(kLock, PostgresParams(ballots.batch));
    if (known.empty()) {
      (void)pg.run(kPut, row);   // two at once: the second meets the unique key, and then finds the first
    } else {
      const auto state = state_of(pg, ballots.batch);
      const bool own = known.uuid(0, 0) == ballots.device;
      if (own && known.text(0, 1) == digest && known.text(0, 2) == text_digest) {
        transaction.commit();   // the first time's commit may have been cancelled while it waited for the standby: this one waits
        return state;
      }
      // A batch that agrees with its record is not replaced by one that cannot.
      if (!own || state == BatchState::counted) return BatchState::quarantined;
      (void)pg.run(kReplace, row);
      (void)pg.run(kClearBallots, PostgresParams(ballots.batch));
      (void)pg.run(kClearTexts, PostgresParams(ballots.batch));
    }
    put_leaves(pg, kPutBallots, ballots.batch, ballots.ballots);
    put_leaves(pg, kPutTexts, ballots.batch, ballots.texts);
    const auto state = state_of(pg, ballots.batch);
    transaction.commit();
    return state;
  });
}

StoreResult<std::uint64_t> PostgresStore::count_ballot_batches(const base::Uuid& device) {
  return core_->guarded([&](PostgresConnection& pg) { return static_cast<std::uint64_t>(pg.run(kCount, PostgresParams(device)).integer(0, 0)); });
}

StoreResult<std::vector<base::Uuid>> PostgresStore::batches_without_ballots(const base::Uuid& device, std::size_t most) {
  return core_->guarded([&](PostgresConnection& pg) {
    std::vector<base::Uuid> out;
    const auto rows = pg.run(kWithoutBallots, PostgresParams(device, most));
    for (int i = 0; i < rows.size(); ++i) out.push_back(rows.uuid(i, 0));
    return out;
  });
}

}  // namespace openday::bureau
