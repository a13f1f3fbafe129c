// Connections of one server process to one PostgreSQL: as many as work at once, kept open between two pieces of work. Thread-safe; a
// connection belongs to the thread that borrowed it.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "kiosk/base/mutex.h"
#include "sync/bureau/postgres_connection.h"

namespace openday::bureau {

class PostgresPool {
 public:
  // `greet` runs on each new connection before its first work.
  using Greet = std::function<void(PostgresConnection&)>;
  PostgresPool(std::string where, PostgresConnection::Limits limits, Greet greet);

  // Runs `work(connection)` and does it again where the server or the loss of a connection asks for that: `work` is one transaction that
  // may be repeated. Throws the last PostgresError.
  template <class Work>
  auto repeatedly(Work&& work) {
    for (int attempt = 1;; ++attempt) {
      auto lease = take();
      try {
        if constexpr (std::is_void_v<std::invoke_result_t<Work, PostgresConnection&>>) {
          work(*lease.connection);
          return give_back(std::move(lease));
        } else {
          auto result = work(*lease.connection);
          give_back(std::move(lease));
          return result;
        }
      } catch (const PostgresError& error) {
        const bool again = may_help(error, lease, attempt);
        give_back(std::move(lease));
        if (!again) throw;
      }
    }
  }
  // `work` once, for what shows rows as they come.
  template <class Work>
  void once(Work&& work) {
    auto lease = take();
    work(*lease.connection);
    give_back(std::move(lease));
  }

 private:
  struct Lease {
    std::unique_ptr<PostgresConnection> connection;
    bool kept = false;   // it was open before: it may have died in between
  };
  [[nodiscard]] Lease take();
  void give_back(Lease lease);
  [[nodiscard]] bool may_help(const PostgresError& error, const Lease& lease, int attempt);

  const std::string where_;
  const PostgresConnection::Limits limits_;
  const Greet greet_;
  base::Mutex mutex_;
  std::vector<std::unique_ptr<PostgresConnection>> idle_ OPENDAY_GUARDED_BY(mutex_);
};

}  // namespace openday::bureau
