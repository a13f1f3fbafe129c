#include "kiosk/journal/database.h"

#include <cerrno>
#include <chrono>
#include <utility>

#include <fmt/format.h>
#include <sqlite3.h>

#include "kiosk/journal/tuning.h"

namespace openday::journal {
namespace {

StoreError kind_of_errno(int error, StoreError otherwise) {
  switch (error) {
    case ENOSPC:
    case EDQUOT:
    case EFBIG: return StoreError::full;
    case EACCES:
    case EPERM:
    case EROFS: return StoreError::denied;
    default: return otherwise;
  }
}

StoreError kind_of(int code, int system_error) {
  switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return StoreError::busy;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB: return StoreError::corrupt;
    case SQLITE_FULL: return StoreError::full;
    case SQLITE_READONLY:
    case SQLITE_PERM: return StoreError::denied;
    case SQLITE_CANTOPEN:
    case SQLITE_IOERR: return kind_of_errno(system_error, code == SQLITE_IOERR_CORRUPTFS ? StoreError::corrupt : StoreError::io);
    default: return StoreError::io;
  }
}

const char* next_step(StoreError kind) {
  switch (kind) {
    case StoreError::locked: return "stop the other program first";
    case StoreError::newer: return "install the newer program";
    case StoreError::corrupt: return "restart: the file is moved aside, kept, and a new one begun";
    case StoreError::full: return "nothing was written; free some space and try again";
    case StoreError::denied: return "check owner and mode of the file and its folder";
    case StoreError::busy: return "another program is reading; it is tried again";
    case StoreError::io: return "check the disk";
  }
  return "";
}

std::string immutable_uri(const std::filesystem::path& path) {
  std::string uri = "file:";
  for (const char c : path.string()) {
    if (c == '%' || c == '?' || c == '#') {
      uri += fmt::format("%{:02x}", static_cast<unsigned char>(c));
    } else {
      uri += c;
    }
  }
  return uri + "?immutable=1";
}

// SQLite's own handler sleeps up to 100 ms between tries; readers here are gone after a few, and a guest waits.
struct Patience {
  std::chrono::steady_clock::time_point since;
  int limit_ms = 0;
};

int wait_a_little(void* context, int tries) {
  auto& patience = *static_cast<Patience*>(context);
  const auto now = std::chrono::steady_clock::now();
  if (tries == 0) patience.since = now;
  if (now - patience.since >= std::chrono::milliseconds(patience.limit_ms)) return 0;
  sqlite3_sleep(1);
  return 1;
}

}  // namespace

struct Database::Waiting : Patience {};

Database::Database(const std::filesystem::path& path, Mode mode, const std::string& vfs) : path_(path), waiting_(std::make_unique<Waiting>()) {
  const std::string name = mode == Mode::immutable ? immutable_uri(path) : path.string();
  const int access = mode == Mode::write ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY;
  const int uri = mode == Mode::immutable ? SQLITE_OPEN_URI : 0;
  sqlite3* handle = nullptr;
  const int code = sqlite3_open_v2(name.c_str(), &handle, access | uri | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE,
                                   vfs.empty() ? nullptr : vfs.c_str());
  handle_.reset(handle);
  check(code);
  // Neither side checkpoints when it closes, and the log stays for readers of other users (SYNC-NOTES.md 1.0).
  int on = 1;
  check(sqlite3_file_control(handle, "main", SQLITE_FCNTL_PERSIST_WAL, &on));
  check(sqlite3_db_config(handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr));
  check(sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr));
  check(sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr));
  set_wait(mode == Mode::write ? kWriterWaitMs : kReaderWaitMs);
}

Database::~Database() = default;

void Database::Close::operator()(sqlite3* handle) const noexcept { sqlite3_close_v2(handle); }

void Database::set_wait(int milliseconds) {
  waiting_->limit_ms = milliseconds;
  check(sqlite3_busy_handler(handle_.get(), wait_a_little, static_cast<Patience*>(waiting_.get())));
}

void Database::configure_writer() {
  execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY;"
          "PRAGMA cell_size_check = ON;");
}

void Database::execute(const std::string& sql) {
  errno = 0;
  check(sqlite3_exec(handle_.get(), sql.c_str(), nullptr, nullptr, nullptr));
}

Statement& Database::kept(std::string_view sql) {
  const auto found = kept_.find(sql);
  return found != kept_.end() ? found->second : kept_.emplace(sql, Statement(*this, sql)).first->second;
}

std::int64_t Database::integer(const char* sql) {
  auto rows = kept(sql).query();
  return rows.next() ? rows.integer(0) : 0;
}

void Database::truncate_log() {
  int in_log = -1, copied = -1;
  errno = 0;
  check(sqlite3_wal_checkpoint_v2(handle_.get(), "main", SQLITE_CHECKPOINT_TRUNCATE, &in_log, &copied));
  // The result row: 0 frames left and copied says truncated, anything else that the log still holds pages.
  if (in_log != 0 || copied != 0) throw error(SQLITE_BUSY);
}

std::int64_t Database::changes() const { return sqlite3_changes64(handle_.get()); }

DatabaseError Database::error(int code) const {
  sqlite3* handle = handle_.get();
  // SQLite keeps the system's reason for some failures only; the others leave it where the last call put it.
  const int left_behind = errno;
  const int system_error = handle && sqlite3_system_errno(handle) != 0 ? sqlite3_system_errno(handle) : left_behind;
  const StoreError kind = kind_of(code, system_error);
  const bool last = handle && sqlite3_extended_errcode(handle) == code;
  return {kind, fmt::format("{}: {} ({}); {}", path_.string(), last ? sqlite3_errmsg(handle) : sqlite3_errstr(code), code, next_step(kind))};
}

void Database::check(int code) const {
  if (code != SQLITE_OK) throw error(code);
}

Statement::Statement(Database& database, std::string_view sql) : database_(&database) {
  database.check(sqlite3_prepare_v3(database.handle(), sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT, &statement_, nullptr));
}

Statement::~Statement() { sqlite3_finalize(statement_); }

Statement::Statement(Statement&& other) noexcept
    : database_(std::exchange(other.database_, nullptr)), statement_(std::exchange(other.statement_, nullptr)) {}

Statement& Statement::operator=(Statement&& other) noexcept {
  std::swap(database_, other.database_);
  std::swap(statement_, other.statement_);
  return *this;
}

void Statement::check(int code) const { database_->check(code); }
void Statement::bind(int index, std::int64_t value) { check(sqlite3_bind_int64(statement_, index, value)); }
void Statement::bind(int index, std::nullptr_t) { check(sqlite3_bind_null(statement_, index)); }
void Statement::bind(int index, ZeroBlob blob) { check(sqlite3_bind_zeroblob64(statement_, index, blob.size)); }

void Statement::bind(int index, std::string_view text) {
  check(sqlite3_bind_text64(statement_, index, text.empty() ? "" : text.data(), text.size(), SQLITE_STATIC, SQLITE_UTF8));
}

void Statement::bind(int index, base::ByteView blob) {
  check(sqlite3_bind_blob64(statement_, index, blob.empty() ? static_cast<const void*>("") : blob.data(), blob.size(), SQLITE_STATIC));
}

Rows::~Rows() {
  sqlite3_reset(statement_);
  sqlite3_clear_bindings(statement_);
}

bool Rows::next() {
  errno = 0;
  const int code = sqlite3_step(statement_);
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  throw database_.error(code);
}

std::int64_t Rows::integer(int column) const { return sqlite3_column_int64(statement_, column); }
bool Rows::null(int column) const { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }
std::string Rows::text(int column) const { return std::string(base::as_text(blob(column))); }

base::ByteView Rows::blob(int column) const {
  const void* bytes = sqlite3_column_blob(statement_, column);
  return {static_cast<const std::uint8_t*>(bytes), static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

void Rows::copy_exactly(int column, std::span<std::uint8_t> out) const {
  const auto bytes = blob(column);
  if (bytes.size() != out.size()) throw database_.error(SQLITE_CORRUPT);
  std::copy(bytes.begin(), bytes.end(), out.begin());
}

Transaction::Transaction(Database& database, Kind kind) : database_(database) {
  database.kept(kind == Kind::write ? "BEGIN IMMEDIATE" : "BEGIN").run();
}

Transaction::~Transaction() {
  if (open_ && sqlite3_get_autocommit(database_.handle()) == 0) {
    sqlite3_exec(database_.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
  }
}

void Transaction::commit() {
  database_.kept("COMMIT").run();
  open_ = false;
}

}  // namespace openday::journal
