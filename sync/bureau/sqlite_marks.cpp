// What stands at a position of the SQLite store's feeds: with the time it came, since a restored file gives positions out again.
#include "sync/bureau/sqlite_core.h"

namespace openday::bureau {
namespace {

std::string last_text(journal::Statement& statement, std::uint64_t position) {
  auto rows = statement.query(position);
  return rows.next() ? rows.text(0) : std::string();
}

}  // namespace

// Positions of records count in the whole file, so that the hall does not matter.
StoreResult<FeedMarks> SqliteStore::marks_at(std::uint64_t documents, std::uint64_t records, const std::string&) {
  return core_->guarded([&] {
    journal::Statement document(core_->database, "SELECT event || ' ' || kind || ' ' || version || ' ' || published FROM documents"
                                                 " WHERE position <= ?1 ORDER BY position DESC LIMIT 1");
    journal::Statement record(core_->database, "SELECT id || ' ' || received FROM records WHERE position <= ?1 ORDER BY position DESC LIMIT 1");
    return FeedMarks{last_text(document, documents), last_text(record, records)};
  });
}

}  // namespace openday::bureau
