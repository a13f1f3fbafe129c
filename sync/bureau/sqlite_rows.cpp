#include "sync/bureau/sqlite_rows.h"

#include "kiosk/event/record_bodies.h"

namespace openday::bureau {

RecordRows::RecordRows(journal::Database& database)
    : database_(database),
      find_chain_(database, "SELECT number FROM chains WHERE device = ?1 AND inc = ?2"),
      add_chain_(database, "INSERT INTO chains(device, inc) VALUES(?1, ?2)"),
      top_(database, "SELECT top FROM chains WHERE number = ?1"),
      places_(database,
              "SELECT seq, hash, '', branch FROM records WHERE chain = ?1 AND seq BETWEEN ?2 AND ?3"
              " UNION ALL SELECT seq, hash, code, branch FROM quarantine WHERE chain = ?1 AND seq BETWEEN ?2 AND ?3 AND replayed IS NULL"),
      main_end_(database,
                "SELECT seq, hash FROM (SELECT * FROM (SELECT seq, hash FROM records WHERE chain = ?1 AND branch = 0 AND seq <= ?2"
                " ORDER BY seq DESC LIMIT 1) UNION ALL SELECT * FROM (SELECT seq, hash FROM quarantine WHERE chain = ?1 AND branch = 0"
                " AND seq <= ?2 AND replayed IS NULL ORDER BY seq DESC LIMIT 1)) ORDER BY seq DESC LIMIT 1"),
      insert_(database,
              "INSERT INTO records(chain, seq, branch, id, v, kind, event, at, boot, mono, clock, body, salt, body_hash, hash, received)"
              " VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16) ON CONFLICT(id) DO NOTHING"),
      insert_quarantine_(database,
                         "INSERT INTO quarantine(chain, seq, branch, hash, id, code, raw, received) VALUES(?1, ?2, ?3, ?4, nullif(?5, ''), ?6, ?7, ?8)"),
      raise_(database, "UPDATE chains SET top = max(top, ?2), forked = coalesce(forked, nullif(?3, 0)) WHERE number = ?1"),
      erased_(database, "SELECT 1 FROM erased WHERE id = ?1"),
      add_erased_(database, "INSERT OR IGNORE INTO erased(id) VALUES(?1)"),
      blank_record_(database, "UPDATE records SET body = NULL, salt = NULL WHERE id = ?1 AND body IS NOT NULL"),
      blank_quarantine_(database, "UPDATE quarantine SET raw = x'' WHERE id = ?1"),
      any_aside_(database, "SELECT 1 FROM aside LIMIT 1"),
      drop_aside_(database, "DELETE FROM aside WHERE instr(run, ?1) > 0"),
      add_void_(database, "INSERT OR IGNORE INTO voids(record, by_record) VALUES(?1, ?2)"),
      add_rating_batch_(database,
                        "INSERT OR IGNORE INTO rating_batches(batch, record, device, event, session, subject, count, digest, text_count, text_digest)"
                        " VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)"),
      judge_ballots_(database, kJudgeBallots) {}

std::optional<std::int64_t> RecordRows::find_chain(const base::Uuid& device, std::string_view inc) {
  const auto text = base::to_string(device);
  auto rows = find_chain_.query(text, inc);
  return rows.next() ? std::optional(rows.integer(0)) : std::nullopt;
}

std::int64_t RecordRows::chain_of(const base::Uuid& device, std::string_view inc) {
  if (const auto found = find_chain(device, inc)) return *found;
  const auto text = base::to_string(device);
  add_chain_.run(text, inc);
  return find_chain(device, inc).value();
}

std::uint64_t RecordRows::top_of(std::int64_t chain) {
  auto rows = top_.query(chain);
  return rows.next() ? static_cast<std::uint64_t>(rows.integer(0)) : 0;
}

std::multimap<std::uint64_t, Place> RecordRows::places(std::int64_t chain, std::uint64_t first, std::uint64_t last) {
  std::multimap<std::uint64_t, Place> out;
  auto rows = places_.query(chain, first, last);
  while (rows.next()) out.emplace(static_cast<std::uint64_t>(rows.integer(0)), Place{rows.array<32>(1), rows.text(2), rows.integer(3)});
  return out;
}

std::optional<std::pair<std::uint64_t, base::Digest>> RecordRows::main_end(std::int64_t chain, std::uint64_t limit) {
  auto rows = main_end_.query(chain, limit);
  if (!rows.next()) return std::nullopt;
  return std::pair(static_cast<std::uint64_t>(rows.integer(0)), rows.array<32>(1));
}

bool RecordRows::insert(std::int64_t chain, std::int64_t branch, const Incoming& incoming, std::string_view received) {
  const auto& record = incoming.record;
  const auto id = base::to_string(record.id);
  // RETURNING would tell as much, and costs every row a savepoint, with copies of the pages it changes, and a table for what it tells.
  const auto put = [&](const auto& body, const auto& salt) {
    insert_.run(chain, record.seq, branch, id, record.v, record.kind, record.event, record.at, record.boot, record.mono,
                base::to_string(record.clock), body, salt, record.body_hash, incoming.hash, received);
    return database_.changes() > 0;
  };
  const bool keep_body = !record.erased() && record.salt && !is_erased(id);
  const bool fresh = keep_body ? put(*record.body, *record.salt) : put(nullptr, nullptr);
  if (fresh) follow(record);
  return fresh;
}

void RecordRows::insert_quarantine(std::int64_t chain, std::int64_t branch, const Incoming& incoming, std::string_view received) {
  const bool known = incoming.record.id != base::Uuid{};
  const auto id = known ? base::to_string(incoming.record.id) : std::string();
  const bool blank = known && is_erased(id);
  insert_quarantine_.run(chain, incoming.record.seq, branch, incoming.hash, id, incoming.code,
                         base::as_bytes(blank ? std::string_view{} : incoming.raw), received);
}

void RecordRows::raise_top(std::int64_t chain, std::uint64_t top, std::optional<std::uint64_t> fork) {
  raise_.run(chain, top, fork.value_or(0));
}

bool RecordRows::is_erased(std::string_view id) { return erased_.query(id).next(); }

void RecordRows::follow(const event::Record& record) {
  if (record.erased()) return;
  const auto kind = event::parse_kind(record.kind);
  if (kind == event::Kind::erase) {
    if (const auto body = event::read_erase(*record.body)) erase(body->records);
  }
  if (kind == event::Kind::void_record) follow_void(record);
  if (kind == event::Kind::rating_batch) follow_rating_batch(record);
}

std::size_t RecordRows::erase(const std::vector<base::Uuid>& ids) {
  const bool waiting = any_aside_.query().next();
  std::size_t out = 0;
  for (const auto& named : ids) {
    const auto id = base::to_string(named);
    add_erased_.run(id);
    blank_record_.run(id);
    out += static_cast<std::size_t>(database_.changes());
    blank_quarantine_.run(id);
    if (waiting) drop_aside_.run(id);   // it comes again, and then without its body
  }
  return out;
}

void RecordRows::follow_void(const event::Record& record) {
  const auto body = event::read_void(*record.body);
  if (!body) return;
  const auto named = base::to_string(body->record), by = base::to_string(record.id);
  add_void_.run(named, by);
}

void RecordRows::follow_rating_batch(const event::Record& record) {
  const auto body = event::read_rating_batch(*record.body);
  if (!body) return;
  const auto batch = base::to_string(body->batch);
  const auto id = base::to_string(record.id), device = base::to_string(record.device);
  add_rating_batch_.run(batch, id, device, record.event, body->session, body->subject, body->count, body->digest, body->text_count,
                        body->text_digest);
  judge_ballots_.run(batch);
}

}  // namespace openday::bureau
