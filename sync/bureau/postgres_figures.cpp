#include "sync/bureau/postgres_core.h"

namespace openday::bureau {
namespace {

constexpr const char* kRecords =
    "SELECT c.device, c.inc, r.seq, r.id, r.v, r.kind, r.event, r.at, r.boot, r.mono, r.clock, r.body FROM records r JOIN chains c ON c.number = r.chain"
    " WHERE r.chain IN (SELECT chain FROM chain_events WHERE event = $1) ORDER BY r.chain, r.seq, r.branch";
constexpr const char* kBallots = "SELECT l.batch, l.bytes FROM ballots l JOIN judged_batches b ON b.batch = l.batch WHERE b.state = 'counted' AND b.event = $1 ORDER BY l.batch, l.id";
constexpr const char* kTexts = "SELECT l.batch, l.bytes FROM ballot_texts l JOIN judged_batches b ON b.batch = l.batch WHERE b.state = 'counted' AND b.event = $1 ORDER BY l.batch, l.id";
constexpr const char* kLeftBehind = "SELECT record, counts, at FROM left_behind WHERE event = $1 ORDER BY record";
constexpr const char* kEvents = "SELECT DISTINCT event FROM chain_events ORDER BY event";

}  // namespace

event::Record postgres_record(const PostgresRows& rows, int row) {
  event::Record out;
  out.device = rows.uuid(row, 0);
  out.inc = rows.text(row, 1);
  out.seq = static_cast<std::uint64_t>(rows.integer(row, 2));
  out.id = rows.uuid(row, 3);
  out.v = static_cast<int>(rows.integer(row, 4));
  out.kind = rows.text(row, 5);
  out.event = rows.text(row, 6);
  out.at = rows.text(row, 7);
  out.boot = rows.text(row, 8);
  out.mono = rows.integer(row, 9);
  out.clock = base::parse_clock_state(rows.text(row, 10)).value_or(base::ClockState::guessed);
  if (!rows.null(row, 11)) out.body = rows.text(row, 11);
  return out;
}

StoreResult<void> PostgresStore::read_figures(const std::string& event, const FigureSink& sink) {
  return core_->guarded_once([&](PostgresConnection& pg) {
    PostgresTransaction transaction(pg, PostgresTransaction::Kind::read);
    const auto leaf = [](const auto& take) { return [&take](const PostgresRows& row) { take(row.uuid(0, 0), base::as_text(row.bytes(0, 1))); }; };
    pg.each(kRecords, PostgresParams(event), [&](const PostgresRows& row) { sink.record(postgres_record(row, 0)); });
    pg.each(kLeftBehind, PostgresParams(event), [&](const PostgresRows& row) { sink.record(left_behind(row.uuid(0, 0), event, row.text(0, 1), row.text(0, 2))); });
    if (sink.ballot) pg.each(kBallots, PostgresParams(event), leaf(sink.ballot));
    if (sink.text) pg.each(kTexts, PostgresParams(event), leaf(sink.text));
  });
}

StoreResult<std::vector<std::string>> PostgresStore::events() {
  return core_->guarded([](PostgresConnection& pg) {
    std::vector<std::string> out;
    const auto rows = pg.run(kEvents);
    for (int i = 0; i < rows.size(); ++i) out.push_back(rows.text(i, 0));
    return out;
  });
}

}  // namespace openday::bureau
