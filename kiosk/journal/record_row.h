// A record as columns, the same in journal.db and inbox.db. Internal to the stores.
#pragma once

#include "kiosk/event/record.h"
#include "kiosk/journal/database.h"

namespace openday::journal {

// Twelve columns in the order in which insert_record binds and read_record reads them.
inline constexpr const char* kRecordColumns = "v, id, kind, event, at, boot, mono, clock, erased, body, salt, body_hash";
inline constexpr int kRecordColumnCount = 12;

// Reads those columns from `first` on. Device, incarnation and sequence are the caller's.
[[nodiscard]] event::Record read_record(const Rows& rows, int first);

// An erased body is a blob of zeros of its old length under erased = 1: the cell is overwritten in place, no neighbour moves,
// so no page can hold a stale copy of a body that is erased later.
inline constexpr const char* kEraseAssignments = "erased = 1, body = zeroblob(length(body)), salt = zeroblob(length(salt))";

struct RecordValues {
  explicit RecordValues(const event::Record& record);
  std::string_view clock;
  int erased;
  base::ByteView body, salt;
};

// Runs an INSERT whose parameters are `leading...`, then the twelve columns, then `trailing...`.
template <class... Leading>
void insert_record(Statement& statement, const event::Record& record, base::ByteView hash, const Leading&... leading) {
  const RecordValues values(record);
  statement.run(leading..., record.v, record.id.bytes, record.kind, record.event, record.at, record.boot, record.mono, values.clock,
                values.erased, values.body, values.salt, record.body_hash, hash);
}
template <class... Leading>
void insert_foreign_record(Statement& statement, const event::Record& record, const Leading&... leading) {
  const RecordValues values(record);
  statement.run(leading..., record.v, record.id.bytes, record.kind, record.event, record.at, record.boot, record.mono, values.clock,
                values.erased, values.body, values.salt, record.body_hash);
}

}  // namespace openday::journal
