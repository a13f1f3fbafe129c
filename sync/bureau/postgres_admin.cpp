// Quarantine and exports of the PostgreSQL store. Words inside a body are taken out here, not by the database: its JSON types refuse
// texts that SQLite takes, and one such body would end the whole export.
#include <algorithm>
#include <array>

#include <nlohmann/json.hpp>

#include "sync/bureau/postgres_core.h"
#include "sync/bureau/postgres_records.h"

namespace openday::bureau {
namespace {

using Row = AdminStore::Row;

// What a clerk may take away, as in the SQLite store. Columns without a member come from the database, in this order; those with one are
// that member of the JSON bytes in its last column.
struct Column {
  const char* name;
  const char* member = nullptr;
  bool or_member = false;   // the database's column, and the member where that is null
};
struct Table {
  const char* name;
  std::vector<Column> columns;
  const char* sql;   // $1: the event or nothing
};

const std::array kTables{
    Table{"journal",
          {{"device"}, {"inc"}, {"seq"}, {"id"}, {"kind"}, {"event"}, {"at"}, {"clock"}, {"body"}, {"received"}},
          "SELECT c.device::text, c.inc, r.seq::text, r.id::text, r.kind, r.event, r.at, r.clock, r.body, r.received FROM records r"
          " JOIN chains c ON c.number = r.chain WHERE ($1 = '' OR r.event = $1) ORDER BY r.hall, r.position"},
    Table{"check_ins",
          {{"event"}, {"session", "session"}, {"registration", "registration"}, {"persons", "persons"}, {"category", "category"}, {"way", "way", true}, {"at"}, {"clock"},
           {"device"}, {"id"}, {"voided"}},
          "SELECT r.event, CASE WHEN r.kind = 'walk-in' THEN r.kind END, r.at, r.clock, c.device::text, r.id::text,"
          " CASE WHEN EXISTS(SELECT 1 FROM voids v WHERE v.record = r.id) THEN '1' ELSE '0' END, r.body FROM records r"
          " JOIN chains c ON c.number = r.chain WHERE r.kind IN ('check-in', 'walk-in') AND ($1 = '' OR r.event = $1) ORDER BY r.at, r.id"},
    Table{"ratings",
          {{"event"}, {"session"}, {"subject"}, {"grade", "grade"}, {"tags", "tags"}},
          "SELECT event, session, subject, bytes FROM (SELECT b.event, b.session, b.subject, l.batch, l.id, l.bytes,"
          " row_number() OVER (PARTITION BY b.event, l.id, l.salt, l.bytes ORDER BY l.batch) AS copy FROM ballots l JOIN judged_batches b ON b.batch = l.batch"
          " WHERE b.state = 'counted' AND ($1 = '' OR b.event = $1)) AS once WHERE copy = 1 ORDER BY batch, id"},
    Table{"rating_texts",
          {{"event"}, {"session"}, {"subject"}, {"text", "text"}},
          "SELECT event, session, subject, bytes FROM (SELECT b.event, b.session, b.subject, l.batch, l.id, l.bytes,"
          " row_number() OVER (PARTITION BY b.event, l.id, l.salt, l.bytes ORDER BY l.batch) AS copy FROM ballot_texts l JOIN judged_batches b ON b.batch = l.batch"
          " WHERE b.state = 'counted' AND ($1 = '' OR b.event = $1)) AS once WHERE copy = 1 ORDER BY batch, id"},
    Table{"quarantine_list",
          {{"number"}, {"device"}, {"inc"}, {"seq"}, {"code"}, {"received"}, {"replayed"}, {"bytes"}, {"dropped"}, {"reason"}},
          "SELECT q.number::text, c.device::text, c.inc, q.seq::text, q.code, q.received, q.replayed, length(q.raw)::text, q.dropped, q.reason FROM quarantine q"
          " JOIN chains c ON c.number = q.chain WHERE $1 = $1 ORDER BY q.number"},
    Table{"retention_runs",
          {{"number"}, {"event"}, {"at"}, {"records"}, {"texts"}, {"rosters"}, {"papers"}},
          "SELECT number::text, event, at, records::text, texts::text, rosters::text, papers::text FROM retention_runs WHERE ($1 = '' OR event = $1) ORDER BY number"}};

constexpr const char* kQuarantine =
    "SELECT q.number, c.device::text, c.inc, q.code, q.received, coalesce(q.replayed, ''), q.seq, length(q.raw), coalesce(q.dropped, ''), coalesce(q.reason, '') FROM quarantine q"
    " JOIN chains c ON c.number = q.chain ORDER BY q.number";
constexpr const char* kQuarantined =
    "SELECT q.number, c.device::text, c.inc, q.code, q.received, coalesce(q.replayed, ''), q.seq, length(q.raw), coalesce(q.dropped, ''), coalesce(q.reason, ''), q.raw FROM quarantine q"
    " JOIN chains c ON c.number = q.chain WHERE q.number = $1";
constexpr const char* kChainOf = "SELECT c.device, c.inc FROM quarantine q JOIN chains c ON c.number = q.chain WHERE q.number = $1";
constexpr const char* kLockQuarantined = "SELECT chain, seq, branch, hash FROM quarantine WHERE number = $1 AND replayed IS NULL AND dropped IS NULL FOR UPDATE";
constexpr const char* kLockAny = "SELECT replayed IS NOT NULL, dropped IS NOT NULL FROM quarantine WHERE number = $1 FOR UPDATE";
constexpr const char* kDrop = "UPDATE quarantine SET raw = ''::bytea, dropped = $2, reason = $3 WHERE number = $1";
// The raw bytes would be a second copy of what the record holds now, which no erasing would find.
constexpr const char* kReplayed = "UPDATE quarantine SET replayed = $2, raw = ''::bytea WHERE number = $1";

QuarantineRow quarantine_row(const PostgresRows& rows, int i) {
  return {static_cast<std::uint64_t>(rows.integer(i, 0)), rows.text(i, 1), rows.text(i, 2), rows.text(i, 3), rows.text(i, 4), rows.text(i, 5),
          static_cast<std::uint64_t>(rows.integer(i, 6)), static_cast<std::uint64_t>(rows.integer(i, 7)), rows.text(i, 8), rows.text(i, 9)};
}

// A member as SQLite's json_extract gives it: texts as they are, numbers as digits, lists and objects as compact JSON.
std::optional<std::string> member_of(const nlohmann::ordered_json& object, const char* name) {
  const auto found = object.is_object() ? object.find(name) : object.end();
  if (!object.is_object() || found == object.end() || found->is_null()) return std::nullopt;
  if (found->is_string()) return found->get<std::string>();
  if (found->is_boolean()) return found->get<bool>() ? "1" : "0";
  return found->dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

std::optional<std::string> text_at(const PostgresRows& row, int column) { return row.null(0, column) ? std::nullopt : std::optional(row.text(0, column)); }

Row row_of(const Table& table, const PostgresRows& row) {
  const bool has_members = std::ranges::any_of(table.columns, [](const Column& column) { return column.member != nullptr; });
  const auto json = has_members ? text_at(row, row.columns() - 1) : std::nullopt;
  const auto object = json ? nlohmann::ordered_json::parse(*json, nullptr, false) : nlohmann::ordered_json();
  Row out;
  int column = 0;
  for (const auto& wanted : table.columns) {
    auto value = !wanted.member || wanted.or_member ? text_at(row, column++) : std::nullopt;
    out.push_back(!value && wanted.member ? member_of(object, wanted.member) : std::move(value));
  }
  return out;
}

}  // namespace

StoreResult<std::vector<QuarantineRow>> PostgresStore::quarantine() {
  return core_->guarded([](PostgresConnection& pg) {
    std::vector<QuarantineRow> out;
    const auto rows = pg.run(kQuarantine);
    for (int i = 0; i < rows.size(); ++i) out.push_back(quarantine_row(rows, i));
    return out;
  });
}

StoreResult<std::optional<QuarantineRow>> PostgresStore::quarantined(std::uint64_t number) {
  return core_->guarded([&](PostgresConnection& pg) -> std::optional<QuarantineRow> {
    const auto rows = pg.run(kQuarantined, PostgresParams(number));
    if (rows.empty()) return std::nullopt;
    auto out = quarantine_row(rows, 0);
    out.raw = rows.text(0, 10);
    return out;
  });
}

StoreResult<bool> PostgresStore::replay(std::uint64_t number, const event::Record& record, base::Instant now) {
  return core_->guarded([&](PostgresConnection& pg) {
    const auto at = postgres_time(now);
    PostgresTransaction transaction(pg);
    const auto owner = pg.run(kChainOf, PostgresParams(number));
    if (owner.empty()) return false;
    PostgresRecords records(pg, at);
    const auto chain = records.lock_chain(owner.uuid(0, 0), owner.text(0, 1), 0);
    const auto place = pg.run(kLockQuarantined, PostgresParams(number));
    if (place.empty() || static_cast<std::uint64_t>(place.integer(0, 1)) != record.seq) return false;
    const Incoming incoming{record, place.array<32>(0, 3), {}, {}};
    const auto hall = records.hall_of(owner.uuid(0, 0));
    if (!records.insert(chain, owner.uuid(0, 0), hall, {{&incoming, place.integer(0, 2)}}, PostgresRecords::Ids::some_taken).empty()) return false;
    (void)pg.run(kReplayed, PostgresParams(number, at));
    transaction.commit();
    return true;
  });
}

StoreResult<Dropping> PostgresStore::drop(std::uint64_t number, const std::string& reason, base::Instant now) {
  return core_->guarded([&](PostgresConnection& pg) -> Dropping {
    PostgresTransaction transaction(pg);
    const auto held = pg.run(kLockAny, PostgresParams(number));
    if (held.empty()) return Dropping::unknown;
    if (held.integer(0, 0) != 0) return Dropping::replayed;
    if (held.integer(0, 1) != 0) return Dropping::was_dropped;
    (void)pg.run(kDrop, PostgresParams(number, postgres_time(now), reason));
    transaction.commit();
    return Dropping::dropped;
  });
}

StoreResult<void> PostgresStore::scrub() {
  return core_->guarded([](PostgresConnection& pg) {
    for (const char* table : {"records", "quarantine", "aside", "ballot_texts", "documents", "paper_parts"}) pg.execute(std::string("VACUUM FULL ") + table);
  });
}

std::vector<std::string> PostgresStore::exported_tables() const {
  std::vector<std::string> out;
  for (const auto& table : kTables) out.emplace_back(table.name);
  return out;
}

StoreResult<void> PostgresStore::export_rows(const std::string& table, const std::string& event, const std::function<void(const Row&)>& take) {
  const auto found = std::ranges::find_if(kTables, [&](const Table& one) { return table == one.name; });
  if (found == kTables.end()) return base::fail(StoreError::io, "there is no table '" + table + "' to export");
  return core_->guarded_once([&](PostgresConnection& pg) {
    Row names;
    for (const auto& column : found->columns) names.emplace_back(column.name);
    take(names);
    pg.each(found->sql, PostgresParams(event), [&](const PostgresRows& row) { take(row_of(*found, row)); });
  });
}

}  // namespace openday::bureau
