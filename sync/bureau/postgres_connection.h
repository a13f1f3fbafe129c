// A thin RAII layer over libpq: one connection, prepared statements, rows, a transaction. Every wait has a deadline; when it passes the
// socket is closed and nothing is cancelled. Failures are thrown as PostgresError, which the store turns into values; destructors do
// not throw. No message holds a parameter, a row or the connection string. One thread at a time.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <unordered_map>

#include "sync/bureau/postgres_params.h"
#include "sync/bureau/store.h"

struct pg_conn;
struct pg_result;

namespace openday::bureau {

class PostgresError : public std::runtime_error {
 public:
  enum class Then { give_up, repeat, reconnect };   // what may help: nothing, the same transaction again, another connection
  PostgresError(StoreError kind, Then then, std::string code, const std::string& what) : std::runtime_error(what), kind_(kind), then_(then), code_(std::move(code)) {}
  [[nodiscard]] StoreError kind() const { return kind_; }
  [[nodiscard]] Then then() const { return then_; }
  [[nodiscard]] const std::string& code() const { return code_; }   // SQLSTATE, empty: not the server's word

 private:
  StoreError kind_;
  Then then_;
  std::string code_;
};

// The rows of one answer, in memory; columns in binary form.
class PostgresRows {
 public:
  explicit PostgresRows(pg_result* result) : result_(result) {}
  [[nodiscard]] int size() const;
  [[nodiscard]] bool empty() const { return size() == 0; }
  [[nodiscard]] int columns() const;
  [[nodiscard]] bool null(int row, int column) const;
  [[nodiscard]] std::int64_t integer(int row, int column) const;      // bigint, integer, smallint or boolean
  [[nodiscard]] std::string text(int row, int column) const { return std::string(base::as_text(bytes(row, column))); }   // text or bytea
  [[nodiscard]] base::ByteView bytes(int row, int column) const;      // as long as the rows live
  [[nodiscard]] base::Uuid uuid(int row, int column) const { return {array<16>(row, column)}; }
  template <std::size_t N>
  [[nodiscard]] std::array<std::uint8_t, N> array(int row, int column) const {
    std::array<std::uint8_t, N> out{};
    copy_exactly(row, column, out);
    return out;
  }
  [[nodiscard]] std::uint64_t affected() const;                       // rows that were written

 private:
  friend class PostgresConnection;
  void copy_exactly(int row, int column, std::span<std::uint8_t> out) const;
  struct Clear {
    void operator()(pg_result* result) const noexcept;
  };
  std::unique_ptr<pg_result, Clear> result_;
};

class PostgresConnection {
 public:
  struct Limits {
    std::chrono::milliseconds connect, answer;
  };
  // `where`: a connection string or URI of libpq.
  PostgresConnection(const std::string& where, Limits limits);
  ~PostgresConnection();
  PostgresConnection(const PostgresConnection&) = delete;
  PostgresConnection& operator=(const PostgresConnection&) = delete;

  // Prepared at its first use; `sql` is a constant of the program, with $1, $2 ... for the parameters.
  PostgresRows run(const char* sql, const PostgresParams& params = PostgresParams());
  // The same, one row at a time: for more rows than memory should hold. `take` gets rows of size 1.
  void each(const char* sql, const PostgresParams& params, const std::function<void(const PostgresRows&)>& take);
  void execute(const std::string& sql);          // any number of statements, no parameters, no rows
  // A setting that other databases of this protocol may not know: false then, and nothing is changed.
  bool set_if_known(const char* name, const char* value);
  [[nodiscard]] bool usable() const { return usable_; }
  [[nodiscard]] int version() const;             // as 150004

 private:
  friend class PostgresTransaction;
  using Deadline = std::chrono::steady_clock::time_point;
  struct Close {
    void operator()(pg_conn* handle) const noexcept;
  };
  void connect(const std::string& where);
  void start_session();
  [[nodiscard]] const std::string& prepare(const char* sql);
  void send(const char* sql, const PostgresParams& params);
  void wait(short events, Deadline deadline);
  void flush(Deadline deadline);
  [[nodiscard]] pg_result* next_result(Deadline deadline);
  PostgresRows collect();
  void check_sent(int sent);
  [[noreturn]] void lost(const std::string& what);   // closes the socket
  void check(const pg_result* result) const;
  static void note(void* self, const pg_result* result);

  Limits limits_;
  bool usable_ = true;
  bool warned_ = false;                              // since the last statement began
  std::unordered_map<const char*, std::string> prepared_;   // by their names at the server
  std::unique_ptr<pg_conn, Close> handle_;
};

// Rolls back unless committed.
class PostgresTransaction {
 public:
  enum class Kind { write, read };   // read: one moment of the database for all its statements
  explicit PostgresTransaction(PostgresConnection& connection, Kind kind = Kind::write);
  ~PostgresTransaction();
  PostgresTransaction(const PostgresTransaction&) = delete;
  PostgresTransaction& operator=(const PostgresTransaction&) = delete;
  // Success means: committed, and replicated where the server is told to wait for that.
  void commit();

 private:
  PostgresConnection& connection_;
  bool open_ = true;
};

}  // namespace openday::bureau
