// Enrolment codes, new keys and papers from boxes, in the PostgreSQL store. Locks: a code, then keys, then feeds.
#include "sync/bureau/postgres_core.h"
#include "sync/bureau/postgres_records.h"

namespace openday::bureau {
namespace {

constexpr const char* kAddCode = "INSERT INTO enrolments(secret, name, hall, until, made) VALUES($1, $2, $3, $4, $5) ON CONFLICT (secret) DO NOTHING";
constexpr const char* kLockCode = "SELECT name, hall, until, key, device FROM enrolments WHERE secret = $1 FOR UPDATE";
constexpr const char* kUseCode = "UPDATE enrolments SET used = $2, key = $3, device = $4 WHERE secret = $1";
constexpr const char* kLockKey = "SELECT device, revoked IS NOT NULL FROM devices WHERE key = $1 FOR UPDATE";
constexpr const char* kRevokeOthers = "UPDATE devices SET revoked = $3 WHERE device = $2 AND key <> $1 AND revoked IS NULL";
constexpr const char* kGiveKey =
    "INSERT INTO devices(key, name, device, added, bound, hall) VALUES($1, $2, $3, $4, $4, $5)"
    " ON CONFLICT (key) DO UPDATE SET name = excluded.name, device = excluded.device, bound = excluded.bound, hall = excluded.hall";
constexpr const char* kLockLive = "SELECT key, name, hall FROM devices WHERE device = $1 AND revoked IS NULL FOR UPDATE";
constexpr const char* kBeginPaper =
    "INSERT INTO papers(id, device, event, kind, name, bytes, digest, received) VALUES($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (id) DO NOTHING";
constexpr const char* kLockPaper = "SELECT device, bytes, digest FROM papers WHERE id = $1 FOR UPDATE";
constexpr const char* kHeldBytes = "SELECT coalesce(sum(length(part)), 0)::bigint FROM paper_parts WHERE paper = $1";
constexpr const char* kAddPart = "INSERT INTO paper_parts(paper, start, part) VALUES($1, $2, $3)";
constexpr const char* kParts = "SELECT part FROM paper_parts WHERE paper = $1 ORDER BY start";
constexpr const char* kForgetParts = "DELETE FROM paper_parts WHERE paper = $1";
constexpr const char* kForgetPaper = "DELETE FROM papers WHERE id = $1";
constexpr const char* kPaperBytes = "SELECT bytes FROM papers WHERE id = $1";
constexpr const char* kPapers =
    "SELECT p.id::text, p.device::text, p.event, p.kind, p.name, p.received, p.bytes, (SELECT coalesce(sum(length(s.part)), 0)::bigint FROM paper_parts s WHERE s.paper = p.id)"
    " FROM papers p ORDER BY p.received, p.id";

// A key that another device has, or that was revoked, is no key for this one.
std::optional<Enrolling> judge_key(PostgresConnection& pg, const base::PublicKey& key, const base::Uuid& device) {
  const auto row = pg.run(kLockKey, PostgresParams(key));
  if (row.empty()) return std::nullopt;
  if (row.integer(0, 1) != 0) return Enrolling::key_revoked;
  return row.null(0, 0) || row.uuid(0, 0) == device ? std::nullopt : std::optional(Enrolling::key_taken);
}

// The box that used a code and did not hear the answer says all of it again, first with the key that it had before: that one is refused
// as it was, and the key that was let in is let in. `code`: a row of kLockCode.
Enrolling judge_used(PostgresConnection& pg, const PostgresRows& code, const base::PublicKey& key, const base::Uuid& device) {
  if (code.uuid(0, 4) != device) return Enrolling::used;
  if (const auto wrong = judge_key(pg, key, device)) return *wrong;
  return code.array<32>(0, 3) == key ? Enrolling::enrolled : Enrolling::used;
}

void give_key(PostgresConnection& pg, const base::PublicKey& key, const base::Uuid& device, const std::string& name, const std::string& hall, const std::string& at) {
  (void)pg.run(kRevokeOthers, PostgresParams(key, device, at));
  (void)pg.run(kGiveKey, PostgresParams(key, name, device, at, hall));
  PostgresRecords(pg, at).move_to_hall(device, hall);
  note_device_change(pg);
}

std::uint64_t held_bytes(PostgresConnection& pg, const base::Uuid& paper) { return static_cast<std::uint64_t>(pg.run(kHeldBytes, PostgresParams(paper)).integer(0, 0)); }

std::string whole_paper(PostgresConnection& pg, const base::Uuid& paper) {
  std::string out;
  pg.each(kParts, PostgresParams(paper), [&](const PostgresRows& row) { out += base::as_text(row.bytes(0, 0)); });
  return out;
}

}  // namespace

StoreResult<void> PostgresStore::add_enrolment(const Enrolment& enrolment, base::Instant now) {
  return core_->guarded([&](PostgresConnection& pg) {
    (void)pg.run(kAddCode, PostgresParams(enrolment.secret, enrolment.name, enrolment.hall, enrolment.until.time_since_epoch().count(), postgres_time(now)));
  });
}

StoreResult<Enrolled> PostgresStore::enrol(const base::Digest& secret, const base::PublicKey& key, const base::Uuid& device, base::Instant now) {
  return core_->guarded([&](PostgresConnection& pg) -> Enrolled {
    const auto at = postgres_time(now);
    PostgresTransaction transaction(pg);
    const auto code = pg.run(kLockCode, PostgresParams(secret));
    if (code.empty()) return {};
    Enrolled out{Enrolling::enrolled, code.text(0, 0), code.text(0, 1)};
    const auto with = [&](Enrolling state) { return Enrolled{state, out.name, out.hall}; };
    if (!code.null(0, 3)) {
      out.state = judge_used(pg, code, key, device);
      transaction.commit();   // as in rotate()
      return out;
    }
    if (now.time_since_epoch().count() > code.integer(0, 2)) return with(Enrolling::expired);
    if (const auto wrong = judge_key(pg, key, device)) return with(*wrong);
    give_key(pg, key, device, out.name, out.hall, at);
    (void)pg.run(kUseCode, PostgresParams(secret, at, key, device));
    transaction.commit();
    return out;
  });
}

StoreResult<bool> PostgresStore::rotate(const base::Uuid& device, const base::PublicKey& old, const base::PublicKey& fresh, base::Instant now) {
  return core_->guarded([&](PostgresConnection& pg) {
    PostgresTransaction transaction(pg);
    const auto live = pg.run(kLockLive, PostgresParams(device));
    if (live.empty()) return false;
    if (live.array<32>(0, 0) == fresh) {   // the answer to the first time was lost
      transaction.commit();                // that time's commit may have been cancelled while it waited for the standby: this one waits
      return true;
    }
    if (live.array<32>(0, 0) != old || judge_key(pg, fresh, device)) return false;
    give_key(pg, fresh, device, live.text(0, 1), live.text(0, 2), postgres_time(now));
    transaction.commit();
    return true;
  });
}

StoreResult<PaperPlace> PostgresStore::put_paper(const protocol::PaperPart& part, base::Instant now) {
  return core_->guarded([&](PostgresConnection& pg) -> PaperPlace {
    PostgresTransaction transaction(pg);
    (void)pg.run(kBeginPaper, PostgresParams(part.paper, part.device, part.event, part.kind, part.name, part.bytes, part.digest, postgres_time(now)));
    const auto row = pg.run(kLockPaper, PostgresParams(part.paper));
    const bool same = !row.empty() && row.uuid(0, 0) == part.device && static_cast<std::uint64_t>(row.integer(0, 1)) == part.bytes && row.array<32>(0, 2) == part.digest;
    if (!same) return {PaperState::conflicting, 0};
    auto held = held_bytes(pg, part.paper);
    if (part.offset == held && held + part.part.size() <= part.bytes && !part.part.empty()) {
      (void)pg.run(kAddPart, PostgresParams(part.paper, part.offset, part.part));
      held += part.part.size();
      if (held == part.bytes && base::sha256(base::as_bytes(whole_paper(pg, part.paper))) != part.digest) {
        (void)pg.run(kForgetParts, PostgresParams(part.paper));
        (void)pg.run(kForgetPaper, PostgresParams(part.paper));
        transaction.commit();
        return {PaperState::damaged, 0};
      }
    }
    transaction.commit();
    return {PaperState::held, held};
  });
}

StoreResult<std::vector<PaperRow>> PostgresStore::papers() {
  return core_->guarded([](PostgresConnection& pg) {
    std::vector<PaperRow> out;
    const auto rows = pg.run(kPapers);
    for (int i = 0; i < rows.size(); ++i) {
      out.push_back({rows.text(i, 0), rows.text(i, 1), rows.text(i, 2), rows.text(i, 3), rows.text(i, 4), rows.text(i, 5), static_cast<std::uint64_t>(rows.integer(i, 6)),
                     static_cast<std::uint64_t>(rows.integer(i, 7))});
    }
    return out;
  });
}

StoreResult<std::optional<std::string>> PostgresStore::paper(const std::string& id) {
  return core_->guarded([&](PostgresConnection& pg) -> std::optional<std::string> {
    const auto paper = base::parse_uuid(id);
    if (!paper) return std::nullopt;
    const auto row = pg.run(kPaperBytes, PostgresParams(*paper));
    if (row.empty() || held_bytes(pg, *paper) != static_cast<std::uint64_t>(row.integer(0, 0))) return std::nullopt;
    return whole_paper(pg, *paper);
  });
}

}  // namespace openday::bureau
