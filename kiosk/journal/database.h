// A thin RAII layer over SQLite: connection, prepared statement, transaction. Internal to the stores. Failures are thrown as
// DatabaseError, which the public classes turn into StoreResult with attempt(); destructors do not throw. One thread an object.
#pragma once

#include <concepts>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>

#include "kiosk/base/bytes.h"
#include "kiosk/journal/store_error.h"

struct sqlite3;
struct sqlite3_stmt;

namespace openday::journal {

class DatabaseError : public std::runtime_error {
 public:
  DatabaseError(StoreError kind, const std::string& what) : std::runtime_error(what), kind_(kind) {}
  [[nodiscard]] StoreError kind() const { return kind_; }

 private:
  StoreError kind_;
};

// Runs `work`, turning what it throws into a value.
template <class Work>
[[nodiscard]] StoreResult<std::invoke_result_t<Work>> attempt(Work&& work) {
  try {
    if constexpr (std::is_void_v<std::invoke_result_t<Work>>) {
      work();
      return {};
    } else {
      return work();
    }
  } catch (const DatabaseError& error) {
    return base::fail(error.kind(), error.what());
  }
}

struct ZeroBlob {
  std::size_t size = 0;
};

class Database;

// The rows of one execution; resets its statement at the end of its life.
class Rows {
 public:
  explicit Rows(Database& database, sqlite3_stmt* statement) : database_(database), statement_(statement) {}
  ~Rows();
  Rows(const Rows&) = delete;
  Rows& operator=(const Rows&) = delete;

  [[nodiscard]] bool next();
  [[nodiscard]] std::int64_t integer(int column) const;
  [[nodiscard]] std::string text(int column) const;         // text or blob, as bytes
  [[nodiscard]] base::ByteView blob(int column) const;      // valid until next()
  [[nodiscard]] bool null(int column) const;
  // A blob of exactly N bytes; another length is a damaged file.
  template <std::size_t N>
  [[nodiscard]] std::array<std::uint8_t, N> array(int column) const {
    std::array<std::uint8_t, N> out{};
    copy_exactly(column, out);
    return out;
  }

 private:
  void copy_exactly(int column, std::span<std::uint8_t> out) const;
  Database& database_;
  sqlite3_stmt* statement_;
};

class Statement {
 public:
  Statement() = default;
  Statement(Database& database, std::string_view sql);
  ~Statement();
  Statement(Statement&& other) noexcept;
  Statement& operator=(Statement&& other) noexcept;

  // Binds the arguments to ?1, ?2 ... Text and blobs must live until the rows end.
  template <class... Args>
  [[nodiscard]] Rows query(const Args&... args) {
    int index = 0;
    (bind(++index, args), ...);
    return Rows(*database_, statement_);
  }
  template <class... Args>
  void run(const Args&... args) {
    auto rows = query(args...);
    while (rows.next()) {
    }
  }

 private:
  void bind(int index, std::int64_t value);
  void bind(int index, std::string_view text);
  void bind(int index, base::ByteView blob);
  void bind(int index, ZeroBlob blob);
  void bind(int index, std::nullptr_t);
  void bind(int index, const std::optional<std::int64_t>& value) { value ? bind(index, *value) : bind(index, nullptr); }
  void bind(int index, const std::string& text) { bind(index, std::string_view(text)); }
  void bind(int index, const char* text) { bind(index, std::string_view(text)); }
  void bind(int index, const base::Bytes& blob) { bind(index, base::ByteView(blob)); }
  template <std::size_t N>
  void bind(int index, const std::array<std::uint8_t, N>& blob) {
    bind(index, base::ByteView(blob));
  }
  template <std::integral T>
    requires(!std::same_as<T, std::int64_t>)
  void bind(int index, T value) {
    bind(index, static_cast<std::int64_t>(value));
  }
  void check(int code) const;

  Database* database_ = nullptr;
  sqlite3_stmt* statement_ = nullptr;
};

class Database {
 public:
  enum class Mode {
    write,     // the one writer: created when missing
    read,      // beside a writer: needs its -wal; never checkpoints
    immutable  // a copy without -wal, or a medium that cannot be written
  };
  Database(const std::filesystem::path& path, Mode mode, const std::string& vfs = {});
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  void execute(const std::string& sql);                 // any number of statements, no rows
  [[nodiscard]] std::int64_t integer(const char* sql);  // first column of the first row; kept, too
  [[nodiscard]] Statement& kept(std::string_view sql);  // prepared when first asked for: for the few that every transaction runs
  // wal_checkpoint(TRUNCATE) with its result row checked: afterwards the write-ahead log is empty. Throws `busy` otherwise.
  void truncate_log();
  void set_wait(int milliseconds);
  // The writer's pragmas: WAL, FULL, secure_delete, temporary data in memory only. After user_version is known to be ours.
  void configure_writer();
  [[nodiscard]] std::int64_t changes() const;
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  [[nodiscard]] sqlite3* handle() const { return handle_.get(); }
  // The error that `code` stands for, with the file and the next step.
  [[nodiscard]] DatabaseError error(int code) const;
  void check(int code) const;

 private:
  struct Close {
    void operator()(sqlite3* handle) const noexcept;
  };
  struct Waiting;
  std::filesystem::path path_;
  std::unique_ptr<Waiting> waiting_;   // outlives the handle that calls it
  std::unique_ptr<sqlite3, Close> handle_;
  std::map<std::string, Statement, std::less<>> kept_;   // gone before the handle
};

// BEGIN IMMEDIATE for writers, BEGIN for readers; rolls back unless committed.
class Transaction {
 public:
  enum class Kind { write, read };
  explicit Transaction(Database& database, Kind kind = Kind::write);
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  void commit();

 private:
  Database& database_;
  bool open_ = true;
};

}  // namespace openday::journal
