#include "sync/bureau/sqlite_core.h"

namespace openday::bureau {
namespace {

using journal::Statement;

BatchState parse_state(std::string_view text) {
  if (text == "counted") return BatchState::counted;
  return text == "quarantined" ? BatchState::quarantined : BatchState::waiting;
}

constexpr const char* kWithoutBallots =
    "SELECT r.batch FROM rating_batches r WHERE r.device = ?1 AND NOT EXISTS(SELECT 1 FROM ballot_batches b WHERE b.batch = r.batch) ORDER BY r.batch LIMIT ?2";

struct Known {
  BatchState state = BatchState::waiting;
  std::string device, digest, text_digest;
};

std::optional<Known> find_batch(journal::Database& database, const std::string& batch) {
  Statement statement(database, "SELECT state, device, digest, text_digest FROM ballot_batches WHERE batch = ?1");
  auto rows = statement.query(batch);
  if (!rows.next()) return std::nullopt;
  return Known{parse_state(rows.text(0)), rows.text(1), rows.text(2), rows.text(3)};
}

void put_leaves(journal::Database& database, const char* table, const std::string& batch, const std::vector<protocol::Leaf>& leaves) {
  Statement(database, std::string("DELETE FROM ") + table + " WHERE batch = ?1").run(batch);
  Statement insert(database, std::string("INSERT OR IGNORE INTO ") + table + "(batch, id, salt, bytes) VALUES(?1, ?2, ?3, ?4)");
  for (const auto& leaf : leaves) {
    const auto id = base::to_string(leaf.id);
    insert.run(batch, id, leaf.salt, leaf.bytes);
  }
}

}  // namespace

StoreResult<BatchState> SqliteStore::put_ballots(const protocol::Ballots& ballots, base::Instant now) {
  const auto batch = base::to_string(ballots.batch), device = base::to_string(ballots.device);
  const auto digest = base::to_hex(protocol::digest_of(ballots.ballots)), text_digest = base::to_hex(protocol::digest_of(ballots.texts));
  const auto at = base::to_rfc3339(now, base::Minutes{0});
  return core_->write<BatchState>(ballots.ballots.size() + ballots.texts.size(), [&](BatchState& out) {
    auto& database = core_->database;
    if (const auto known = find_batch(database, batch)) {
      out = known->state;
      if (known->device == device && known->digest == digest && known->text_digest == text_digest) return false;
      // A batch that agrees with its record is not replaced by one that cannot.
      out = BatchState::quarantined;
      if (known->state == BatchState::counted || known->device != device) return false;
    }
    Statement(database,
              "INSERT OR REPLACE INTO ballot_batches(batch, device, event, session, subject, count, digest, text_count, text_digest, state, received)"
              " VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 'waiting', ?10)")
        .run(batch, device, ballots.event, ballots.session, ballots.subject, ballots.ballots.size(), digest, ballots.texts.size(), text_digest, at);
    put_leaves(database, "ballots", batch, ballots.ballots);
    put_leaves(database, "ballot_texts", batch, ballots.texts);
    Statement(database, kJudgeBallots).run(batch);
    out = find_batch(database, batch).value().state;
    return true;
  });
}

StoreResult<std::uint64_t> SqliteStore::count_ballot_batches(const base::Uuid& device) {
  return core_->read([&](journal::Database& database, RecordRows&) {
    auto& statement = database.kept("SELECT count(*) FROM ballot_batches WHERE device = ?1");
    const auto id = base::to_string(device);
    auto rows = statement.query(id);
    return rows.next() ? static_cast<std::uint64_t>(rows.integer(0)) : 0;
  });
}

StoreResult<std::vector<base::Uuid>> SqliteStore::batches_without_ballots(const base::Uuid& device, std::size_t most) {
  return core_->read([&](journal::Database& database, RecordRows&) {
    std::vector<base::Uuid> out;
    const auto id = base::to_string(device);
    auto rows = database.kept(kWithoutBallots).query(id, most);
    while (rows.next()) {
      if (const auto batch = base::parse_uuid(rows.text(0))) out.push_back(*batch);
    }
    return out;
  });
}

}  // namespace openday::bureau
