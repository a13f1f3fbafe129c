#include "kiosk/journal/migrations.h"

#include <fmt/format.h>

#include "kiosk/journal/tuning.h"

namespace openday::journal {
namespace {

// The columns of one record, the same in both files: read and written by record_row.cpp.
#define OPENDAY_RECORD_COLUMNS \
  "v INTEGER NOT NULL, id BLOB NOT NULL UNIQUE, kind TEXT NOT NULL, event TEXT NOT NULL, at TEXT NOT NULL," \
  "boot TEXT NOT NULL, mono INTEGER NOT NULL, clock TEXT NOT NULL, erased INTEGER NOT NULL, body BLOB NOT NULL," \
  "salt BLOB NOT NULL, body_hash BLOB NOT NULL"

constexpr const char* kJournalSteps[] = {
    // 1
    "CREATE TABLE identity(one INTEGER PRIMARY KEY CHECK(one = 1), device BLOB NOT NULL, machine TEXT NOT NULL);"
    "CREATE TABLE incarnation(k INTEGER PRIMARY KEY, inc TEXT NOT NULL UNIQUE, base INTEGER NOT NULL);"
    "CREATE TABLE record(n INTEGER PRIMARY KEY, k INTEGER NOT NULL, seq INTEGER NOT NULL," OPENDAY_RECORD_COLUMNS
    ", hash BLOB NOT NULL);"
    "CREATE TABLE setting(key TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;"
    "CREATE TABLE mark(event TEXT NOT NULL, mark BLOB NOT NULL, PRIMARY KEY(event, mark)) WITHOUT ROWID;"
    "CREATE TABLE ballot(batch BLOB NOT NULL, id BLOB NOT NULL, salt BLOB NOT NULL, event TEXT NOT NULL,"
    " session TEXT NOT NULL, subject TEXT NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY(batch, id)) WITHOUT ROWID;"
    "CREATE TABLE ballot_text(batch BLOB NOT NULL, id BLOB NOT NULL, salt BLOB NOT NULL, event TEXT NOT NULL,"
    " session TEXT NOT NULL, subject TEXT NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY(batch, id)) WITHOUT ROWID;"
    "CREATE TABLE batch(n INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE);"};

constexpr const char* kInboxSteps[] = {
    // 1
    "CREATE TABLE ack(device BLOB NOT NULL, inc TEXT NOT NULL, seq INTEGER NOT NULL, durable INTEGER NOT NULL,"
    " epoch TEXT NOT NULL, PRIMARY KEY(device, inc)) WITHOUT ROWID;"
    "CREATE TABLE quarantined(device BLOB NOT NULL, inc TEXT NOT NULL, seq INTEGER NOT NULL, code TEXT NOT NULL,"
    " detail TEXT NOT NULL, raw BLOB NOT NULL, PRIMARY KEY(device, inc, seq)) WITHOUT ROWID;"
    "CREATE TABLE batch_ack(batch BLOB PRIMARY KEY, verdict TEXT NOT NULL, detail TEXT NOT NULL) WITHOUT ROWID;"
    "CREATE TABLE wanted(one INTEGER PRIMARY KEY CHECK(one = 1), inc TEXT NOT NULL, reason TEXT NOT NULL);"
    "CREATE TABLE document(n INTEGER PRIMARY KEY, event TEXT NOT NULL, kind TEXT NOT NULL, version INTEGER NOT NULL,"
    " digest TEXT NOT NULL, bytes BLOB NOT NULL, signature BLOB NOT NULL, UNIQUE(event, kind));"
    "CREATE TABLE foreign_record(n INTEGER PRIMARY KEY AUTOINCREMENT, device BLOB NOT NULL, inc TEXT NOT NULL,"
    " seq INTEGER NOT NULL," OPENDAY_RECORD_COLUMNS ", UNIQUE(device, inc, seq));"
    "CREATE TABLE erased(id BLOB PRIMARY KEY) WITHOUT ROWID;"
    "CREATE TABLE boot_clock(boot TEXT PRIMARY KEY, offset_ms INTEGER NOT NULL, uncertainty_ms INTEGER NOT NULL) WITHOUT ROWID;"
    "CREATE TABLE link(one INTEGER PRIMARY KEY CHECK(one = 1), state TEXT NOT NULL, detail TEXT NOT NULL,"
    " bureau TEXT NOT NULL, epoch TEXT NOT NULL, last_contact INTEGER, last_push INTEGER, next_try INTEGER);"
    "CREATE TABLE note(key TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;"
    "CREATE TABLE remembered(one INTEGER PRIMARY KEY CHECK(one = 1), device BLOB NOT NULL);",
    // 2
    "ALTER TABLE link ADD COLUMN reason TEXT NOT NULL DEFAULT '';"
    "ALTER TABLE link ADD COLUMN told INTEGER;"
    "ALTER TABLE link ADD COLUMN in_flight INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE link ADD COLUMN records_per_minute INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE link ADD COLUMN bytes_per_second INTEGER NOT NULL DEFAULT 0;"};

#undef OPENDAY_RECORD_COLUMNS

constexpr Schema kJournalSchema{kJournalApplicationId, kJournalSteps};
constexpr Schema kInboxSchema{kInboxApplicationId, kInboxSteps};

}  // namespace

const Schema& journal_schema() { return kJournalSchema; }
const Schema& inbox_schema() { return kInboxSchema; }

SchemaState inspect(Database& database, const Schema& schema) {
  const auto version = database.integer("PRAGMA user_version");
  const auto application = database.integer("PRAGMA application_id");
  if (version == 0 && application == 0 && database.integer("SELECT count(*) FROM sqlite_schema") == 0) return SchemaState::empty;
  if (application != schema.application_id || version < 1) {
    throw DatabaseError(StoreError::corrupt, fmt::format("{}: not a file of this program", database.path().string()));
  }
  if (version > schema.version()) {
    throw DatabaseError(StoreError::newer, fmt::format("{}: version {} of the file, this program knows up to {}; install the newer program, the "
                                                       "file is left as it is", database.path().string(), version, schema.version()));
  }
  return SchemaState::ours;
}

void migrate(Database& database, const Schema& schema) {
  const auto version = database.integer("PRAGMA user_version");
  if (version == schema.version()) return;
  Transaction transaction(database);
  for (auto step = version; step < schema.version(); ++step) database.execute(schema.steps[static_cast<std::size_t>(step)]);
  database.execute(fmt::format("PRAGMA application_id = {}; PRAGMA user_version = {}", schema.application_id, schema.version()));
  transaction.commit();
}

}  // namespace openday::journal
