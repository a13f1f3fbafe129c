#include "sync/bureau/postgres_pool.h"

#include "sync/bureau/postgres_tuning.h"

namespace openday::bureau {

PostgresPool::PostgresPool(std::string where, PostgresConnection::Limits limits, Greet greet)
    : where_(std::move(where)), limits_(limits), greet_(std::move(greet)) {}

PostgresPool::Lease PostgresPool::take() {
  {
    const base::Lock held(mutex_);
    if (!idle_.empty()) {
      Lease out{std::move(idle_.back()), true};
      idle_.pop_back();
      return out;
    }
  }
  Lease out{std::make_unique<PostgresConnection>(where_, limits_), false};
  if (greet_) greet_(*out.connection);
  return out;
}

void PostgresPool::give_back(Lease lease) {
  if (!lease.connection->usable()) return;
  const base::Lock held(mutex_);
  if (idle_.size() < kPostgresIdleMost) idle_.push_back(std::move(lease.connection));
}

bool PostgresPool::may_help(const PostgresError& error, const Lease& lease, int attempt) {
  if (error.then() == PostgresError::Then::repeat) return attempt < kPostgresAttempts;
  if (error.then() != PostgresError::Then::reconnect) return false;
  // The others came from the same server and are as dead, or lead to one that may no longer write.
  const base::Lock held(mutex_);
  idle_.clear();
  return lease.kept && !lease.connection->usable();
}

}  // namespace openday::bureau
