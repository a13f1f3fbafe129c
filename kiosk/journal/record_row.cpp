#include "kiosk/journal/record_row.h"

#include <fmt/format.h>

namespace openday::journal {
namespace {

constexpr event::Salt kNoSalt{};

base::ClockState read_clock(const std::string& text) {
  const auto clock = base::parse_clock_state(text);
  if (!clock) throw DatabaseError(StoreError::corrupt, fmt::format("a record's clock is neither synced, free-running nor guessed; run openday verify"));
  return *clock;
}

}  // namespace

event::Record read_record(const Rows& rows, int first) {
  event::Record record;
  int column = first;
  record.v = static_cast<int>(rows.integer(column++));
  record.id.bytes = rows.array<16>(column++);
  record.kind = rows.text(column++);
  record.event = rows.text(column++);
  record.at = rows.text(column++);
  record.boot = rows.text(column++);
  record.mono = rows.integer(column++);
  record.clock = read_clock(rows.text(column++));
  const bool erased = rows.integer(column++) != 0;
  if (!erased) {
    record.body = rows.text(column);
    record.salt = rows.array<16>(column + 1);
  }
  record.body_hash = rows.array<32>(column + 2);
  return record;
}

RecordValues::RecordValues(const event::Record& record)
    : clock(base::to_string(record.clock)),
      erased(record.erased() ? 1 : 0),
      body(record.body ? base::as_bytes(*record.body) : base::ByteView{}),
      salt(record.salt ? base::ByteView(*record.salt) : base::ByteView(kNoSalt)) {}

}  // namespace openday::journal
