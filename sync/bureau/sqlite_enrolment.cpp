// Enrolment codes, new keys and papers from boxes, in the SQLite store.
#include "sync/bureau/sqlite_core.h"

namespace openday::bureau {
namespace {

using journal::Statement;
using journal::Transaction;

std::string utc(base::Instant at) { return base::to_rfc3339(at, base::Minutes{0}); }

struct Code {
  std::string name, hall, used_by;   // used_by: hex of the key
  std::string device;
  std::int64_t until = 0;
};

std::optional<Code> find_code(journal::Database& database, const base::Digest& secret) {
  Statement statement(database, "SELECT name, hall, coalesce(lower(hex(key)), ''), coalesce(device, ''), until FROM enrolments WHERE secret = ?1");
  auto rows = statement.query(secret);
  if (!rows.next()) return std::nullopt;
  return Code{rows.text(0), rows.text(1), rows.text(2), rows.text(3), rows.integer(4)};
}

// A key that another device has, or that was revoked, is no key for this one.
std::optional<Enrolling> judge_key(journal::Database& database, const base::PublicKey& key, const std::string& device) {
  Statement statement(database, "SELECT coalesce(device, ''), revoked IS NOT NULL FROM devices WHERE key = ?1");
  auto rows = statement.query(key);
  if (!rows.next()) return std::nullopt;
  if (rows.integer(1) != 0) return Enrolling::key_revoked;
  return rows.text(0).empty() || rows.text(0) == device ? std::nullopt : std::optional(Enrolling::key_taken);
}

// The box that used a code and did not hear the answer says all of it again, first with the key that it had before: that one is refused
// as it was, and the key that was let in is let in.
Enrolling judge_used(journal::Database& database, const Code& code, const base::PublicKey& key, const std::string& device) {
  if (code.device != device) return Enrolling::used;
  if (const auto wrong = judge_key(database, key, device)) return *wrong;
  return code.used_by == base::to_hex(key) ? Enrolling::enrolled : Enrolling::used;
}

// Its records take new places at the end of the feed, in their order: who had passed the old ones hears of them. Every key of it, old ones
// too, says the hall, so that the hall it left hears no more of it.
void move_to_hall(journal::Database& database, const std::string& device, const std::string& hall) {
  Statement moves(database, "SELECT 1 FROM devices WHERE device = ?1 AND hall <> ?2");
  if (!moves.query(device, hall).next()) return;
  Statement(database, "UPDATE devices SET hall = ?2 WHERE device = ?1").run(device, hall);
  std::vector<std::int64_t> places;
  {
    Statement select(database, "SELECT r.position FROM records r JOIN chains c ON c.number = r.chain WHERE c.device = ?1 ORDER BY r.position");
    for (auto rows = select.query(device); rows.next();) places.push_back(rows.integer(0));
  }
  auto last = database.integer("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'records'");   // given out ever, also to rows that went
  Statement move(database, "UPDATE records SET position = ?2 WHERE position = ?1");
  for (const auto place : places) move.run(place, ++last);
  Statement(database, "UPDATE sqlite_sequence SET seq = ?1 WHERE name = 'records'").run(last);
}

void give_key(journal::Database& database, const base::PublicKey& key, const std::string& device, const std::string& name, const std::string& hall,
              const std::string& at) {
  move_to_hall(database, device, hall);
  Statement(database, "UPDATE devices SET revoked = ?3 WHERE device = ?2 AND key <> ?1 AND revoked IS NULL").run(key, device, at);
  Statement(database, "INSERT INTO devices(key, name, device, added, bound, hall) VALUES(?1, ?2, ?3, ?4, ?4, ?5)"
                      " ON CONFLICT(key) DO UPDATE SET name = excluded.name, device = excluded.device, bound = excluded.bound, hall = excluded.hall")
      .run(key, name, device, at, hall);
}

std::uint64_t held_bytes(journal::Database& database, const std::string& paper) {
  Statement statement(database, "SELECT coalesce(sum(length(part)), 0) FROM paper_parts WHERE paper = ?1");
  auto rows = statement.query(paper);
  return rows.next() ? static_cast<std::uint64_t>(rows.integer(0)) : 0;
}

std::string whole_paper(journal::Database& database, const std::string& paper) {
  std::string out;
  Statement statement(database, "SELECT part FROM paper_parts WHERE paper = ?1 ORDER BY start");
  auto rows = statement.query(paper);
  while (rows.next()) out += rows.text(0);
  return out;
}

void forget_paper(journal::Database& database, const std::string& paper) {
  Statement(database, "DELETE FROM paper_parts WHERE paper = ?1").run(paper);
  Statement(database, "DELETE FROM papers WHERE id = ?1").run(paper);
}

// False: another paper has this id.
bool begin_paper(journal::Database& database, const protocol::PaperPart& part, const std::string& id, const std::string& at) {
  const auto device = base::to_string(part.device);
  Statement(database, "INSERT OR IGNORE INTO papers(id, device, event, kind, name, bytes, digest, received) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)")
      .run(id, device, part.event, part.kind, part.name, part.bytes, part.digest, at);
  Statement same(database, "SELECT 1 FROM papers WHERE id = ?1 AND device = ?2 AND bytes = ?3 AND digest = ?4");
  return same.query(id, device, part.bytes, part.digest).next();
}

}  // namespace

StoreResult<void> SqliteStore::add_enrolment(const Enrolment& enrolment, base::Instant now) {
  return core_->guarded([&] {
    const auto at = utc(now);
    Statement(core_->database, "INSERT OR IGNORE INTO enrolments(secret, name, hall, until, made) VALUES(?1, ?2, ?3, ?4, ?5)")
        .run(enrolment.secret, enrolment.name, enrolment.hall, enrolment.until.time_since_epoch().count(), at);
  });
}

StoreResult<Enrolled> SqliteStore::enrol(const base::Digest& secret, const base::PublicKey& key, const base::Uuid& device, base::Instant now) {
  return core_->guarded([&]() -> Enrolled {
    auto& database = core_->database;
    const auto id = base::to_string(device), at = utc(now);
    Transaction transaction(database);
    const auto code = find_code(database, secret);
    if (!code) return {};
    if (!code->used_by.empty()) return {judge_used(database, *code, key, id), code->name, code->hall};
    if (now.time_since_epoch().count() > code->until) return {Enrolling::expired, code->name, code->hall};
    if (const auto wrong = judge_key(database, key, id)) return {*wrong, code->name, code->hall};
    give_key(database, key, id, code->name, code->hall, at);
    Statement(database, "UPDATE enrolments SET used = ?2, key = ?3, device = ?4 WHERE secret = ?1").run(secret, at, key, id);
    transaction.commit();
    return {Enrolling::enrolled, code->name, code->hall};
  });
}

StoreResult<bool> SqliteStore::rotate(const base::Uuid& device, const base::PublicKey& old, const base::PublicKey& fresh, base::Instant now) {
  return core_->guarded([&] {
    auto& database = core_->database;
    const auto id = base::to_string(device), at = utc(now);
    Transaction transaction(database);
    std::string name, hall;
    {
      Statement live(database, "SELECT key, name, hall FROM devices WHERE device = ?1 AND revoked IS NULL");
      auto rows = live.query(id);
      if (!rows.next()) return false;
      if (rows.array<32>(0) == fresh) return true;   // the answer to the first time was lost
      if (rows.array<32>(0) != old) return false;
      name = rows.text(1);
      hall = rows.text(2);
    }
    if (judge_key(database, fresh, id)) return false;
    give_key(database, fresh, id, name, hall, at);
    transaction.commit();
    return true;
  });
}

StoreResult<PaperPlace> SqliteStore::put_paper(const protocol::PaperPart& part, base::Instant now) {
  return core_->guarded([&]() -> PaperPlace {
    auto& database = core_->database;
    const auto id = base::to_string(part.paper), at = utc(now);
    Transaction transaction(database);
    if (!begin_paper(database, part, id, at)) return {PaperState::conflicting, 0};
    auto held = held_bytes(database, id);
    if (part.offset == held && held + part.part.size() <= part.bytes && !part.part.empty()) {
      Statement(database, "INSERT INTO paper_parts(paper, start, part) VALUES(?1, ?2, ?3)").run(id, part.offset, base::as_bytes(part.part));
      held += part.part.size();
      if (held == part.bytes && base::sha256(base::as_bytes(whole_paper(database, id))) != part.digest) {
        forget_paper(database, id);
        transaction.commit();
        return {PaperState::damaged, 0};
      }
    }
    transaction.commit();
    return {PaperState::held, held};
  });
}

StoreResult<std::vector<PaperRow>> SqliteStore::papers() {
  return core_->guarded([&] {
    Statement statement(core_->database, "SELECT id, device, event, kind, name, received, bytes,"
                                         " (SELECT coalesce(sum(length(part)), 0) FROM paper_parts WHERE paper = id) FROM papers ORDER BY received, id");
    std::vector<PaperRow> out;
    auto rows = statement.query();
    while (rows.next()) {
      out.push_back({rows.text(0), rows.text(1), rows.text(2), rows.text(3), rows.text(4), rows.text(5), static_cast<std::uint64_t>(rows.integer(6)),
                     static_cast<std::uint64_t>(rows.integer(7))});
    }
    return out;
  });
}

StoreResult<std::optional<std::string>> SqliteStore::paper(const std::string& id) {
  return core_->guarded([&]() -> std::optional<std::string> {
    Statement statement(core_->database, "SELECT bytes FROM papers WHERE id = ?1");
    auto rows = statement.query(id);
    if (!rows.next() || held_bytes(core_->database, id) != static_cast<std::uint64_t>(rows.integer(0))) return std::nullopt;
    return whole_paper(core_->database, id);
  });
}

}  // namespace openday::bureau
