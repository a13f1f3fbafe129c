// What the parts of the PostgreSQL store share: the pool, the epoch, and how failures become values.
#pragma once

#include "sync/bureau/postgres_pool.h"
#include "sync/bureau/postgres_store.h"

namespace openday::bureau {

class PostgresStore::Core {
 public:
  Core(const std::string& where, const PostgresOptions& options);

  // Runs `work(connection)`, one transaction that may be repeated; what it throws becomes a value.
  template <class Work>
  [[nodiscard]] auto guarded(Work&& work) -> StoreResult<std::invoke_result_t<Work, PostgresConnection&>> {
    try {
      if constexpr (std::is_void_v<std::invoke_result_t<Work, PostgresConnection&>>) {
        pool_.repeatedly(work);
        return {};
      } else {
        return pool_.repeatedly(work);
      }
    } catch (const PostgresError& error) {
      return base::fail(error.kind(), error.what());
    }
  }
  // The same once: rows that were shown are not shown again.
  template <class Work>
  [[nodiscard]] StoreResult<void> guarded_once(Work&& work) {
    try {
      pool_.once(work);
      return {};
    } catch (const PostgresError& error) {
      return base::fail(error.kind(), error.what());
    }
  }

  [[nodiscard]] std::string epoch() const;

 private:
  void greet(PostgresConnection& connection);

  const std::string new_epoch_;
  mutable base::Mutex mutex_;
  std::string epoch_ OPENDAY_GUARDED_BY(mutex_);
  PostgresPool pool_;
};

// From columns in this order: device, inc, seq, id, v, kind, event, at, boot, mono, clock, body.
[[nodiscard]] event::Record postgres_record(const PostgresRows& rows, int row);
// Counts a change that neighbours should know; the count's row stays locked until the commit.
void note_device_change(PostgresConnection& connection);
[[nodiscard]] std::string postgres_time(base::Instant at);   // UTC, RFC 3339: every time the store writes

}  // namespace openday::bureau
