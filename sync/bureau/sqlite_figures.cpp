#include "sync/bureau/sqlite_core.h"

namespace openday::bureau {
namespace {

using journal::Statement;

event::Record record_of(const journal::Rows& rows) {
  event::Record out;
  out.device = base::parse_uuid(rows.text(0)).value_or(base::Uuid{});
  out.inc = rows.text(1);
  out.seq = static_cast<std::uint64_t>(rows.integer(2));
  out.id = base::parse_uuid(rows.text(3)).value_or(base::Uuid{});
  out.v = static_cast<int>(rows.integer(4));
  out.kind = rows.text(5);
  out.event = rows.text(6);
  out.at = rows.text(7);
  out.boot = rows.text(8);
  out.mono = rows.integer(9);
  out.clock = base::parse_clock_state(rows.text(10)).value_or(base::ClockState::guessed);
  if (!rows.null(11)) out.body = rows.text(11);
  return out;
}

void read_leaves(journal::Database& database, const char* table, const std::string& event, const std::function<void(const base::Uuid&, std::string_view)>& take) {
  Statement statement(database, std::string("SELECT l.batch, l.bytes FROM ") + table + " l JOIN ballot_batches b ON b.batch = l.batch WHERE b.state = 'counted' AND b.event = ?1 ORDER BY l.batch, l.id");
  auto rows = statement.query(event);
  while (rows.next()) {
    if (const auto batch = base::parse_uuid(rows.text(0))) take(*batch, rows.text(1));
  }
}

void read_left_behind(journal::Database& database, const std::string& event, const std::function<void(const event::Record&)>& take) {
  Statement statement(database, "SELECT record, counts, at FROM left_behind WHERE event = ?1 ORDER BY record");
  auto rows = statement.query(event);
  while (rows.next()) {
    if (const auto record = base::parse_uuid(rows.text(0))) take(left_behind(*record, event, rows.text(1), rows.text(2)));
  }
}

}  // namespace

StoreResult<void> SqliteStore::read_figures(const std::string& event, const FigureSink& sink) {
  return core_->guarded([&] {
    const journal::Transaction transaction(core_->database, journal::Transaction::Kind::read);   // one moment of the file
    Statement statement(core_->database, "SELECT c.device, c.inc, r.seq, r.id, r.v, r.kind, r.event, r.at, r.boot, r.mono, r.clock, r.body FROM records r JOIN chains c ON c.number = r.chain"
                                         " WHERE r.chain IN (SELECT DISTINCT chain FROM records WHERE event = ?1) ORDER BY r.position");
    {
      auto rows = statement.query(event);
      while (rows.next()) sink.record(record_of(rows));
    }
    read_left_behind(core_->database, event, sink.record);
    if (sink.ballot) read_leaves(core_->database, "ballots", event, sink.ballot);
    if (sink.text) read_leaves(core_->database, "ballot_texts", event, sink.text);
  });
}

StoreResult<std::vector<std::string>> SqliteStore::events() {
  return core_->guarded([&] {
    Statement statement(core_->database, "SELECT DISTINCT event FROM records WHERE event <> '' ORDER BY event");
    std::vector<std::string> out;
    auto rows = statement.query();
    while (rows.next()) out.push_back(rows.text(0));
    return out;
  });
}

}  // namespace openday::bureau
