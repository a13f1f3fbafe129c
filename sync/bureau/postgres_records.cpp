#include "sync/bureau/postgres_records.h"

#include <algorithm>

#include "kiosk/event/record_bodies.h"

namespace openday::bureau {
namespace {

constexpr const char* kLockChain = "UPDATE chains SET top = CASE WHEN top < $3 THEN $3 ELSE top END WHERE device = $1 AND inc = $2 RETURNING number";
constexpr const char* kAddChain = "INSERT INTO chains(device, inc) VALUES($1, $2) ON CONFLICT (device, inc) DO NOTHING";
constexpr const char* kNoteFork = "UPDATE chains SET forked = coalesce(forked, $2) WHERE number = $1";
constexpr const char* kPlaces =
    "SELECT seq, hash, ''::text, branch FROM records WHERE chain = $1 AND seq BETWEEN $2 AND $3"
    " UNION ALL SELECT seq, hash, code, branch FROM quarantine WHERE chain = $1 AND seq BETWEEN $2 AND $3 AND replayed IS NULL";
// The same, with the box's hall (branch -1) and what waits aside (branch -2): one question instead of three.
constexpr const char* kLook =
    "SELECT seq, hash, ''::text, branch FROM records WHERE chain = $1 AND seq BETWEEN $2 AND $3"
    " UNION ALL SELECT seq, hash, code, branch FROM quarantine WHERE chain = $1 AND seq BETWEEN $2 AND $3 AND replayed IS NULL"
    " UNION ALL SELECT * FROM (SELECT 0::bigint, ''::bytea, hall, -1::bigint FROM devices WHERE device = $4 ORDER BY revoked IS NOT NULL, bound DESC LIMIT 1) AS h"
    " UNION ALL SELECT * FROM (SELECT 0::bigint, ''::bytea, ''::text, -2::bigint FROM aside WHERE chain = $1 LIMIT 1) AS a";
// Ids of a run are near each other in time and so in their order: whether any erased one lies among them is one look, each of them is as many.
constexpr const char* kLookAgain =
    "SELECT 0::bigint, hall FROM (SELECT hall FROM devices WHERE device = $2 ORDER BY revoked IS NOT NULL, bound DESC LIMIT 1) AS h"
    " UNION ALL SELECT * FROM (SELECT 1::bigint, ''::text FROM erased WHERE id BETWEEN $3 AND $4 LIMIT 1) AS e"
    " UNION ALL SELECT 2::bigint, event FROM chain_events WHERE chain = $1 AND event = ANY($5::text[])";
constexpr const char* kMainEnd =
    "SELECT seq, hash FROM ((SELECT seq, hash FROM records WHERE chain = $1 AND branch = 0 AND seq <= $2 ORDER BY seq DESC LIMIT 1)"
    " UNION ALL (SELECT seq, hash FROM quarantine WHERE chain = $1 AND branch = 0 AND seq <= $2 AND replayed IS NULL"
    " ORDER BY seq DESC LIMIT 1)) AS ends ORDER BY seq DESC LIMIT 1";
constexpr const char* kHall = "SELECT hall FROM devices WHERE device = $1 ORDER BY revoked IS NOT NULL, bound DESC LIMIT 1";
constexpr const char* kTakePositions = "UPDATE feeds SET top = top + $2 WHERE feed = $1 RETURNING top";
constexpr const char* kLockFeedList = "SELECT value FROM meta WHERE name = 'feeds' FOR UPDATE";
constexpr const char* kAddFeed = "INSERT INTO feeds(feed, top) VALUES($1, 0) ON CONFLICT (feed) DO NOTHING";
constexpr const char* kLockFeeds = "SELECT feed FROM feeds ORDER BY feed FOR UPDATE";
constexpr const char* kCountToMove = "SELECT count(*) FROM records r JOIN chains c ON c.number = r.chain WHERE c.device = $1 AND r.hall <> $2";
constexpr const char* kMove =
    "UPDATE records SET hall = $2, position = n.position FROM (SELECT r.chain, r.seq, r.branch, $3::bigint - 1 + row_number() OVER (ORDER BY r.hall, r.position) AS position"
    " FROM records r JOIN chains c ON c.number = r.chain WHERE c.device = $1 AND r.hall <> $2) AS n"
    " WHERE records.chain = n.chain AND records.seq = n.seq AND records.branch = n.branch";
constexpr const char* kErased = "SELECT id FROM erased WHERE id = ANY($1::uuid[])";
// unnest() stands among the columns: in FROM each of the arrays would be written into a table of its own and read again, row by row.
#define OPENDAY_INSERT_RECORDS                                                                                                                 \
  "INSERT INTO records(chain, seq, branch, hall, position, id, v, kind, event, at, boot, mono, clock, body, salt, body_hash, hash, received)"  \
  " SELECT $1, n.seq, n.branch, $2, n.position, n.id, n.v, n.kind, n.event, n.at, n.boot, n.mono, n.clock, n.body, n.salt, n.body_hash,"       \
  " n.hash, $3 FROM (SELECT unnest($4::bigint[]) AS seq, unnest($5::bigint[]) AS branch, unnest($6::bigint[]) AS position,"                    \
  " unnest($7::uuid[]) AS id, unnest($8::bigint[]) AS v, unnest($9::text[]) AS kind, unnest($10::text[]) AS event, unnest($11::text[]) AS at," \
  " unnest($12::text[]) AS boot, unnest($13::bigint[]) AS mono, unnest($14::text[]) AS clock, unnest($15::bytea[]) AS body,"                   \
  " unnest($16::bytea[]) AS salt, unnest($17::bytea[]) AS body_hash, unnest($18::bytea[]) AS hash) AS n"
constexpr const char* kInsert = OPENDAY_INSERT_RECORDS;
constexpr const char* kInsertWhereFree = OPENDAY_INSERT_RECORDS " ON CONFLICT (id) DO NOTHING RETURNING seq";
#undef OPENDAY_INSERT_RECORDS
constexpr const char* kInsertQuarantine =
    "INSERT INTO quarantine(chain, seq, branch, hash, id, code, raw, received)"
    " SELECT $1, n.seq, n.branch, n.hash, n.id, n.code, n.raw, $2"
    " FROM unnest($3::bigint[], $4::bigint[], $5::bytea[], $6::uuid[], $7::text[], $8::bytea[]) AS n(seq, branch, hash, id, code, raw)";
constexpr const char* kAddEvents = "INSERT INTO chain_events(event, chain) SELECT unnest($2::text[]), $1 ON CONFLICT (event, chain) DO NOTHING";
constexpr const char* kAddErased = "INSERT INTO erased(id) SELECT DISTINCT unnest($1::uuid[]) ON CONFLICT (id) DO NOTHING";
constexpr const char* kBlankRecords = "UPDATE records SET body = NULL, salt = NULL WHERE id = ANY($1::uuid[]) AND body IS NOT NULL";
constexpr const char* kBlankQuarantine = "UPDATE quarantine SET raw = ''::bytea WHERE id = ANY($1::uuid[])";
// Kept runs come again, and then without that body. Their text holds ids as 36 characters.
constexpr const char* kDropAside = "DELETE FROM aside WHERE EXISTS(SELECT 1 FROM unnest($1::uuid[]) AS n(id) WHERE position(convert_to(n.id::text, 'UTF8') IN aside.run) > 0)";
constexpr const char* kAddVoids = "INSERT INTO voids(record, by_record) SELECT * FROM unnest($1::uuid[], $2::uuid[]) ON CONFLICT (record) DO NOTHING";
constexpr const char* kAddRatingBatch =
    "INSERT INTO rating_batches(batch, record, device, event, session, subject, count, digest, text_count, text_digest)"
    " VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (batch) DO NOTHING";

std::string feed_of(const std::string& hall) { return "hall/" + hall; }

// The columns of a run, one array each.
struct Columns {
  PostgresArray seq{PostgresType::integer}, branch{PostgresType::integer}, position{PostgresType::integer}, id{PostgresType::uuid}, v{PostgresType::integer};
  PostgresArray kind{PostgresType::text}, event{PostgresType::text}, at{PostgresType::text}, boot{PostgresType::text}, mono{PostgresType::integer};
  PostgresArray clock{PostgresType::text}, body{PostgresType::bytes}, salt{PostgresType::bytes}, body_hash{PostgresType::bytes}, hash{PostgresType::bytes};

  void add(const PostgresFresh& fresh, std::int64_t at_position, bool with_body) {
    const auto& record = fresh.incoming->record;
    seq.add(static_cast<std::int64_t>(record.seq));
    branch.add(fresh.branch);
    position.add(at_position);
    id.add(record.id);
    v.add(std::int64_t{record.v});
    kind.add(std::string_view(record.kind));
    event.add(std::string_view(record.event));
    at.add(std::string_view(record.at));
    boot.add(std::string_view(record.boot));
    mono.add(record.mono);
    clock.add(base::to_string(record.clock));
    with_body ? body.add(std::string_view(*record.body)) : body.add_null();
    with_body ? salt.add(base::ByteView(*record.salt)) : salt.add_null();
    body_hash.add(base::ByteView(record.body_hash));
    hash.add(base::ByteView(fresh.incoming->hash));
  }
};

std::set<std::string_view> events_of(const std::vector<PostgresFresh>& fresh) {
  std::set<std::string_view> out;
  for (const auto& one : fresh) {
    if (!one.incoming->record.event.empty()) out.insert(one.incoming->record.event);
  }
  return out;
}

std::vector<base::Uuid> erased_by(const event::Record& record) {
  if (record.erased() || event::parse_kind(record.kind) != event::Kind::erase) return {};
  const auto body = event::read_erase(*record.body);
  return body ? body->records : std::vector<base::Uuid>();
}

}  // namespace

std::int64_t PostgresRecords::lock_chain(const base::Uuid& device, const std::string& inc, std::uint64_t top) {
  auto row = pg_.run(kLockChain, PostgresParams(device, inc, top));
  if (row.empty()) {
    (void)pg_.run(kAddChain, PostgresParams(device, inc));
    row = pg_.run(kLockChain, PostgresParams(device, inc, top));
  }
  return row.integer(0, 0);
}

void PostgresRecords::note_fork(std::int64_t chain, std::uint64_t seq) { (void)pg_.run(kNoteFork, PostgresParams(chain, seq)); }

PostgresPlaces PostgresRecords::places(std::int64_t chain, std::uint64_t first, std::uint64_t last) {
  PostgresPlaces out;
  const auto rows = pg_.run(kPlaces, PostgresParams(chain, first, last));
  for (int i = 0; i < rows.size(); ++i) out.emplace(static_cast<std::uint64_t>(rows.integer(i, 0)), PostgresPlace{rows.array<32>(i, 1), rows.text(i, 2), rows.integer(i, 3)});
  return out;
}

PostgresHere PostgresRecords::look(const base::Uuid& device, std::int64_t chain, std::uint64_t first, std::uint64_t last) {
  PostgresHere out;
  const auto rows = pg_.run(kLook, PostgresParams(chain, first, last, device));
  for (int i = 0; i < rows.size(); ++i) {
    const auto branch = rows.integer(i, 3);
    if (branch == -1) out.hall = rows.text(i, 2);
    if (branch == -2) out.any_aside = true;
    if (branch >= 0) out.places.emplace(static_cast<std::uint64_t>(rows.integer(i, 0)), PostgresPlace{rows.array<32>(i, 1), rows.text(i, 2), branch});
  }
  return out;
}

std::optional<std::pair<std::uint64_t, base::Digest>> PostgresRecords::main_end(std::int64_t chain, std::uint64_t limit) {
  const auto row = pg_.run(kMainEnd, PostgresParams(chain, limit));
  if (row.empty()) return std::nullopt;
  return std::pair(static_cast<std::uint64_t>(row.integer(0, 0)), row.array<32>(0, 1));
}

std::string PostgresRecords::hall_of(const base::Uuid& device) {
  const auto row = pg_.run(kHall, PostgresParams(device));
  return row.empty() ? std::string() : row.text(0, 0);
}

std::int64_t PostgresRecords::take_positions(const std::string& hall, std::size_t count) {
  auto row = pg_.run(kTakePositions, PostgresParams(feed_of(hall), count));
  if (row.empty()) {
    // Under the list's lock, so that lock_all_feeds() misses none.
    (void)pg_.run(kLockFeedList);
    (void)pg_.run(kAddFeed, PostgresParams(feed_of(hall)));
    row = pg_.run(kTakePositions, PostgresParams(feed_of(hall), count));
  }
  feed_locked_ = true;
  return row.integer(0, 0) - static_cast<std::int64_t>(count) + 1;
}

void PostgresRecords::lock_against_erasures(const base::Uuid& device) {
  if (!feed_locked_) (void)take_positions(hall_of(device), 0);
}

bool PostgresRecords::names_erased(const base::Uuid& device, const Run& run) {
  lock_against_erasures(device);
  std::vector<PostgresFresh> all;
  for (const auto& incoming : run.records) all.push_back({&incoming, 0});
  return !erased_among(all).empty();
}

void PostgresRecords::lock_all_feeds() {
  if (std::exchange(feeds_locked_, true)) return;
  (void)pg_.run(kLockFeedList);
  (void)pg_.run(kLockFeeds);
}

void PostgresRecords::move_to_hall(const base::Uuid& device, const std::string& hall) {
  lock_all_feeds();   // whoever is putting records of the device now has committed then, or sees the new hall
  const auto moving = pg_.run(kCountToMove, PostgresParams(device, hall)).integer(0, 0);
  if (moving > 0) (void)pg_.run(kMove, PostgresParams(device, hall, take_positions(hall, static_cast<std::size_t>(moving))));
}

std::set<base::Uuid> PostgresRecords::erased_among(const std::vector<PostgresFresh>& fresh) {
  PostgresArray ids(PostgresType::uuid);
  for (const auto& one : fresh) ids.add(one.incoming->record.id);
  std::set<base::Uuid> out;
  const auto rows = pg_.run(kErased, PostgresParams(ids));
  for (int i = 0; i < rows.size(); ++i) out.insert(rows.uuid(i, 0));
  return out;
}

PostgresRecords::Meanwhile PostgresRecords::look_again(std::int64_t chain, const base::Uuid& device, const std::vector<PostgresFresh>& fresh) {
  const auto id_of = [](const PostgresFresh& one) -> const base::Uuid& { return one.incoming->record.id; };
  const auto [least, most] = std::ranges::minmax_element(fresh, {}, id_of);
  PostgresArray events(PostgresType::text);
  for (const auto event : events_of(fresh)) events.add(event);
  Meanwhile out;
  const auto rows = pg_.run(kLookAgain, PostgresParams(chain, device, id_of(*least), id_of(*most), events));
  for (int i = 0; i < rows.size(); ++i) {
    if (rows.integer(i, 0) == 0) out.hall = rows.text(i, 1);
    if (rows.integer(i, 0) == 1) out.erased = erased_among(fresh);
    if (rows.integer(i, 0) == 2) out.events.insert(rows.text(i, 1));
  }
  return out;
}

std::set<std::uint64_t> PostgresRecords::insert(std::int64_t chain, const base::Uuid& device, std::string hall, const std::vector<PostgresFresh>& fresh, Ids ids) {
  if (fresh.empty()) return {};
  // Who erases waits for every transaction that may be writing the body now, and those after it see the erasure.
  if (std::ranges::any_of(fresh, [](const auto& one) { return !erased_by(one.incoming->record).empty(); })) lock_all_feeds();
  auto position = take_positions(hall, fresh.size());
  auto now = look_again(chain, device, fresh);
  // The box may have come to another hall while this waited for the feed.
  for (; now.hall != hall; now = look_again(chain, device, fresh)) position = take_positions(hall = now.hall, fresh.size());
  const auto& erased = now.erased;
  Columns columns;
  for (const auto& one : fresh) {
    const auto& record = one.incoming->record;
    columns.add(one, position++, !record.erased() && record.salt && !erased.contains(record.id));
  }
  const auto rows = pg_.run(ids == Ids::free ? kInsert : kInsertWhereFree,
                            PostgresParams(chain, hall, received_, columns.seq, columns.branch, columns.position, columns.id, columns.v, columns.kind, columns.event,
                                           columns.at, columns.boot, columns.mono, columns.clock, columns.body, columns.salt, columns.body_hash, columns.hash));
  std::set<std::uint64_t> refused;
  if (ids == Ids::some_taken) {
    for (const auto& one : fresh) refused.insert(one.incoming->record.seq);
    for (int i = 0; i < rows.size(); ++i) refused.erase(static_cast<std::uint64_t>(rows.integer(i, 0)));
  }
  note_events(chain, fresh, now.events);
  follow(fresh, refused);
  return refused;
}

void PostgresRecords::insert_quarantine(std::int64_t chain, const base::Uuid& device, const std::vector<PostgresFresh>& fresh) {
  if (fresh.empty()) return;
  lock_against_erasures(device);
  const auto erased = erased_among(fresh);
  PostgresArray seq(PostgresType::integer), branch(PostgresType::integer), hash(PostgresType::bytes), id(PostgresType::uuid), code(PostgresType::text), raw(PostgresType::bytes);
  for (const auto& one : fresh) {
    const auto& incoming = *one.incoming;
    const bool known = incoming.record.id != base::Uuid{};
    seq.add(static_cast<std::int64_t>(incoming.record.seq));
    branch.add(one.branch);
    hash.add(base::ByteView(incoming.hash));
    known ? id.add(incoming.record.id) : id.add_null();
    code.add(std::string_view(incoming.code));
    raw.add(known && erased.contains(incoming.record.id) ? std::string_view() : std::string_view(incoming.raw));
  }
  (void)pg_.run(kInsertQuarantine, PostgresParams(chain, received_, seq, branch, hash, id, code, raw));
}

void PostgresRecords::note_events(std::int64_t chain, const std::vector<PostgresFresh>& fresh, const std::set<std::string>& known) {
  const auto events = events_of(fresh);
  if (events.size() == known.size()) return;
  PostgresArray names(PostgresType::text);
  for (const auto event : events) names.add(event);
  (void)pg_.run(kAddEvents, PostgresParams(chain, names));
}

void PostgresRecords::follow(const std::vector<PostgresFresh>& fresh, const std::set<std::uint64_t>& refused) {
  PostgresArray erased(PostgresType::uuid), voided(PostgresType::uuid), by(PostgresType::uuid);
  for (const auto& one : fresh) {
    const auto& record = one.incoming->record;
    if (record.erased() || refused.contains(record.seq)) continue;
    for (const auto& id : erased_by(record)) erased.add(id);
    const auto kind = event::parse_kind(record.kind);
    if (kind == event::Kind::rating_batch) follow_rating_batch(record);
    if (kind != event::Kind::void_record) continue;
    if (const auto body = event::read_void(*record.body)) {
      voided.add(body->record);
      by.add(record.id);
    }
  }
  if (voided.size() > 0) (void)pg_.run(kAddVoids, PostgresParams(voided, by));
  if (erased.size() > 0) erase(erased);
}

std::size_t PostgresRecords::erase(const PostgresArray& ids) {
  const PostgresParams named(ids);
  (void)pg_.run(kAddErased, named);
  const auto blanked = pg_.run(kBlankRecords, named).affected();
  (void)pg_.run(kBlankQuarantine, named);
  (void)pg_.run(kDropAside, named);
  return blanked;
}

void PostgresRecords::follow_rating_batch(const event::Record& record) {
  const auto body = event::read_rating_batch(*record.body);
  if (!body) return;
  (void)pg_.run(kAddRatingBatch, PostgresParams(body->batch, record.id, record.device, record.event, body->session, body->subject, body->count,
                                                body->digest, body->text_count, body->text_digest));
}

}  // namespace openday::bureau
