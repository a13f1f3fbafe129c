// What stands at a position of the PostgreSQL store's feeds: with the time it came, since a restored database gives positions out again.
#include "sync/bureau/postgres_core.h"

namespace openday::bureau {
namespace {

constexpr const char* kDocument = "SELECT event || ' ' || kind || ' ' || version || ' ' || published FROM documents WHERE position <= $1 ORDER BY position DESC LIMIT 1";
constexpr const char* kRecord = "SELECT id::text || ' ' || received FROM records WHERE hall = $1 AND position <= $2 ORDER BY position DESC LIMIT 1";

std::string only_text(const PostgresRows& rows) { return rows.empty() ? std::string() : rows.text(0, 0); }

}  // namespace

StoreResult<FeedMarks> PostgresStore::marks_at(std::uint64_t documents, std::uint64_t records, const std::string& hall) {
  return core_->guarded([&](PostgresConnection& pg) {
    return FeedMarks{only_text(pg.run(kDocument, PostgresParams(documents))), only_text(pg.run(kRecord, PostgresParams(hall, records)))};
  });
}

}  // namespace openday::bureau
