#include "sync/bureau/postgres_connection.h"

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <fmt/core.h>
#include <libpq-fe.h>
#include <poll.h>

namespace openday::bureau {
namespace {

using Then = PostgresError::Then;

// SQLSTATEs (manual, appendix A) by what the client should do.
PostgresError error_of(const std::string& code, const std::string& what) {
  const auto is = [&](std::initializer_list<std::string_view> list) { return std::find(list.begin(), list.end(), code) != list.end(); };
  const auto text = fmt::format("PostgreSQL says {} ({})", what, code);
  if (is({"40001", "40P01", "23505"})) return {StoreError::busy, Then::repeat, code, text};    // serialization, deadlock, another was first
  if (is({"25006", "57P01", "57P02", "57P03", "57P05", "25P03", "53300"}) || code.starts_with("08")) return {StoreError::busy, Then::reconnect, code, text};   // read-only, going down, starting, idle, too many
  if (is({"55P03", "57014", "53200"})) return {StoreError::busy, Then::give_up, code, text};   // a lock's time, cancelled, memory
  if (code == "53100") return {StoreError::full, Then::give_up, code, text + ": make room on the disk of the database server"};
  if (is({"XX001", "XX002"})) return {StoreError::corrupt, Then::give_up, code, text + ": the database is damaged, restore the last backup; the boxes send what is missing"};
  if (code.starts_with("28") || code == "3D000") return {StoreError::io, Then::give_up, code, text + ": check user, password and database of --store"};
  return {StoreError::io, Then::give_up, code, text};
}

const char* or_nothing(const char* text) { return text ? text : ""; }

std::string first_line(const char* text) {
  std::string out(or_nothing(text));
  return out.substr(0, out.find('\n'));
}

}  // namespace

void PostgresRows::Clear::operator()(pg_result* result) const noexcept { PQclear(result); }
void PostgresConnection::Close::operator()(pg_conn* handle) const noexcept { PQfinish(handle); }

int PostgresRows::size() const { return PQntuples(result_.get()); }
int PostgresRows::columns() const { return PQnfields(result_.get()); }
bool PostgresRows::null(int row, int column) const { return PQgetisnull(result_.get(), row, column) != 0; }

base::ByteView PostgresRows::bytes(int row, int column) const {
  return base::as_bytes(std::string_view(PQgetvalue(result_.get(), row, column), static_cast<std::size_t>(PQgetlength(result_.get(), row, column))));
}

std::int64_t PostgresRows::integer(int row, int column) const {
  const auto big_endian = bytes(row, column);
  if (big_endian.empty() || big_endian.size() > 8) throw PostgresError(StoreError::io, Then::give_up, {}, "a column of the bureau's database is not a number: is the database really ours?");
  std::uint64_t out = big_endian[0] & 0x80 ? ~std::uint64_t{0} : 0;
  for (const auto byte : big_endian) out = out << 8 | byte;
  return static_cast<std::int64_t>(out);
}

void PostgresRows::copy_exactly(int row, int column, std::span<std::uint8_t> out) const {
  const auto in = bytes(row, column);
  if (in.size() != out.size()) throw PostgresError(StoreError::corrupt, Then::give_up, {}, "a value in the bureau's database has a wrong length: restore the last backup; the boxes send what is missing");
  std::copy(in.begin(), in.end(), out.begin());
}

std::uint64_t PostgresRows::affected() const { return std::strtoull(PQcmdTuples(result_.get()), nullptr, 10); }

PostgresConnection::PostgresConnection(const std::string& where, Limits limits) : limits_(limits) {
  connect(where);
  start_session();
}

PostgresConnection::~PostgresConnection() = default;

void PostgresConnection::connect(const std::string& where) {
  // What stands before `dbname` is a default that the connection string overrules, what stands behind it is ours.
  const char* const names[] = {"application_name", "target_session_attrs", "keepalives_idle", "keepalives_interval", "keepalives_count", "tcp_user_timeout", "dbname", "client_encoding", nullptr};
  const char* const values[] = {"openday-bureau", "read-write", "10", "3", "3", "15000", where.c_str(), "UTF8", nullptr};
  handle_.reset(PQconnectStartParams(names, values, 1));
  if (!handle_) throw std::bad_alloc();
  const auto deadline = std::chrono::steady_clock::now() + limits_.connect;
  PQsetNoticeReceiver(handle_.get(), note, this);
  PQsetErrorVerbosity(handle_.get(), PQERRORS_TERSE);
  auto state = PQstatus(handle_.get()) == CONNECTION_BAD ? PGRES_POLLING_FAILED : PGRES_POLLING_WRITING;
  while (state != PGRES_POLLING_OK) {
    if (state == PGRES_POLLING_FAILED) lost("no connection: " + first_line(PQerrorMessage(handle_.get())));
    wait(state == PGRES_POLLING_READING ? POLLIN : POLLOUT, deadline);
    state = PQconnectPoll(handle_.get());
  }
  if (PQsetnonblocking(handle_.get(), 1) != 0) lost("the socket cannot be made non-blocking");
}

void PostgresConnection::start_session() {
  // Whoever holds a lock and dies must not hold it for ever; whoever waits is told before the client's own time is over.
  set_if_known("lock_timeout", "5000");
  set_if_known("idle_in_transaction_session_timeout", "20000");
  // The first plan of a statement is made while a table is small and kept while it grows.
  set_if_known("enable_seqscan", "off");
  set_if_known("jit", "off");
  // An acknowledgement is a promise: a role or a database with a weaker setting does not weaken it.
  execute("SET synchronous_commit TO DEFAULT");
  const auto row = run("SELECT current_setting('synchronous_commit')");
  const auto level = row.empty() ? std::string() : row.text(0, 0);
  if (level == "off" || level == "local") execute("SET synchronous_commit TO on");
}

bool PostgresConnection::set_if_known(const char* name, const char* value) {
  try {
    execute(fmt::format("SET {} TO {}", name, value));
    return true;
  } catch (const PostgresError&) {
    if (!usable_) throw;
    return false;
  }
}

int PostgresConnection::version() const { return PQserverVersion(handle_.get()); }

void PostgresConnection::lost(const std::string& what) {
  usable_ = false;
  handle_.reset();
  throw PostgresError(StoreError::busy, Then::reconnect, {}, "PostgreSQL: " + what);
}

void PostgresConnection::wait(short events, Deadline deadline) {
  pollfd socket{PQsocket(handle_.get()), events, 0};
  while (true) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
    const int ready = left.count() <= 0 ? 0 : ::poll(&socket, 1, static_cast<int>(left.count()));
    if (ready > 0) return;
    if (ready == 0) lost("no answer in time: the connection was closed");
    if (errno != EINTR) lost(std::strerror(errno));
  }
}

void PostgresConnection::flush(Deadline deadline) {
  while (true) {
    const int left = PQflush(handle_.get());
    if (left == 0) return;
    if (left < 0) lost("sending failed: " + first_line(PQerrorMessage(handle_.get())));
    wait(POLLIN | POLLOUT, deadline);
    // The server may be sending, too: take it, else both wait.
    if (PQconsumeInput(handle_.get()) != 1) lost("the connection ended: " + first_line(PQerrorMessage(handle_.get())));
  }
}

pg_result* PostgresConnection::next_result(Deadline deadline) {
  while (PQisBusy(handle_.get()) != 0) {
    wait(POLLIN, deadline);
    if (PQconsumeInput(handle_.get()) != 1) lost("the connection ended: " + first_line(PQerrorMessage(handle_.get())));
  }
  return PQgetResult(handle_.get());
}

void PostgresConnection::check(const pg_result* result) const {
  const auto status = PQresultStatus(result);
  if (status != PGRES_FATAL_ERROR && status != PGRES_BAD_RESPONSE) return;
  const std::string code = or_nothing(PQresultErrorField(result, PG_DIAG_SQLSTATE));
  if (code.empty()) throw PostgresError(StoreError::busy, Then::reconnect, {}, "PostgreSQL: " + first_line(PQresultErrorMessage(result)));
  throw error_of(code, or_nothing(PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY)));
}

// All results of what was sent; the last one, or the first error.
PostgresRows PostgresConnection::collect() {
  const auto deadline = std::chrono::steady_clock::now() + limits_.answer;
  flush(deadline);
  PostgresRows last(nullptr), failed(nullptr);
  while (pg_result* result = next_result(deadline)) {
    const auto status = PQresultStatus(result);
    auto& place = status == PGRES_FATAL_ERROR || status == PGRES_BAD_RESPONSE ? failed : last;
    place = PostgresRows(result);
  }
  if (PQstatus(handle_.get()) == CONNECTION_BAD) {
    if (!failed.result_) lost("the connection ended");
    usable_ = false;
  }
  if (failed.result_) check(failed.result_.get());
  return last;
}

void PostgresConnection::check_sent(int sent) {
  if (sent != 1) lost("sending failed: " + first_line(PQerrorMessage(handle_.get())));
}

const std::string& PostgresConnection::prepare(const char* sql) {
  const auto [found, fresh] = prepared_.try_emplace(sql, fmt::format("s{}", prepared_.size()));
  if (!fresh) return found->second;
  try {
    check_sent(PQsendPrepare(handle_.get(), found->second.c_str(), sql, 0, nullptr));
    (void)collect();
  } catch (...) {
    prepared_.erase(found);
    throw;
  }
  return found->second;
}

void PostgresConnection::send(const char* sql, const PostgresParams& params) {
  if (!usable_) throw PostgresError(StoreError::busy, Then::reconnect, {}, "PostgreSQL: the connection ended before");
  const auto& name = prepare(sql);
  const auto pointers = params.pointers();
  const auto lengths = params.lengths();
  const std::vector<int> binary(params.size(), 1);
  warned_ = false;
  check_sent(PQsendQueryPrepared(handle_.get(), name.c_str(), static_cast<int>(params.size()), pointers.data(), lengths.data(), binary.data(), 1));
}

PostgresRows PostgresConnection::run(const char* sql, const PostgresParams& params) {
  send(sql, params);
  return collect();
}

void PostgresConnection::each(const char* sql, const PostgresParams& params, const std::function<void(const PostgresRows&)>& take) {
  send(sql, params);
  if (PQsetSingleRowMode(handle_.get()) != 1) lost("rows cannot be read one by one");
  flush(std::chrono::steady_clock::now() + limits_.answer);
  PostgresRows failed(nullptr);
  while (pg_result* next = next_result(std::chrono::steady_clock::now() + limits_.answer)) {
    PostgresRows rows(next);
    if (PQresultStatus(next) == PGRES_SINGLE_TUPLE) {
      usable_ = false;   // until `take` returns: when it throws, rows are still on their way
      take(rows);
      usable_ = true;
    } else if (PQresultStatus(next) == PGRES_FATAL_ERROR) {
      failed = std::move(rows);
    }
  }
  if (failed.result_) check(failed.result_.get());
}

void PostgresConnection::execute(const std::string& sql) {
  if (!usable_) throw PostgresError(StoreError::busy, Then::reconnect, {}, "PostgreSQL: the connection ended before");
  warned_ = false;
  check_sent(PQsendQuery(handle_.get(), sql.c_str()));
  (void)collect();
}

void PostgresConnection::note(void* self, const pg_result* result) {
  const std::string_view severity = or_nothing(PQresultErrorField(result, PG_DIAG_SEVERITY_NONLOCALIZED));
  if (severity == "WARNING") static_cast<PostgresConnection*>(self)->warned_ = true;
}

PostgresTransaction::PostgresTransaction(PostgresConnection& connection, Kind kind) : connection_(connection) {
  connection_.execute(kind == Kind::write ? "BEGIN" : "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
}

PostgresTransaction::~PostgresTransaction() {
  if (!open_ || !connection_.usable_) return;
  try {
    connection_.execute("ROLLBACK");
  } catch (const std::exception&) {   // a connection in an unknown state is not used again
    connection_.usable_ = false;
  }
}

void PostgresTransaction::commit() {
  open_ = false;
  if (PQtransactionStatus(connection_.handle_.get()) == PQTRANS_INERROR) connection_.lost("the transaction had failed before its commit");
  connection_.execute("COMMIT");
  // The only warning a commit of ours can bring says that somebody cancelled its wait for the standby (its words are translated, so
  // they are not read): it may vanish with this server.
  if (connection_.warned_) connection_.lost("the commit was not replicated: somebody cancelled its wait for the standby");
}

}  // namespace openday::bureau
