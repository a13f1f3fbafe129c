// Group commit: writes that wait at the same time share one transaction, and so one sync of the disk. The first of them does the work of
// all that wait when its turn at the connection comes, and of those that arrive while it is at it; each returns after the commit that holds
// its own, with what became of its own. Where something has to be taken back (a write that fails or declines half-way, a full disk), the
// transaction is, and each write of the group is tried again alone. One that waits alone is a plain transaction. Internal to the SQLite
// store; thread-safe.
#pragma once

#include <deque>
#include <exception>
#include <functional>
#include <optional>
#include <vector>

#include "kiosk/base/mutex.h"
#include "kiosk/journal/database.h"
#include "sync/bureau/sqlite_tuning.h"
#include "sync/bureau/store.h"

namespace openday::bureau {

class GroupCommit {
 public:
  struct Limits {
    std::size_t writes = kMostInGroup, weight = kMostRecordsInGroup;
  };
  // Runs inside a transaction. False: nothing of it is to be kept. May run twice, and then only what the last time did counts. Throws
  // journal::DatabaseError for a failure of its own; anything else it throws comes out of run().
  using Write = std::function<bool()>;

  // `connection` is the lock that everyone holds who uses the database.
  GroupCommit(journal::Database& database, base::Mutex& connection, Limits limits) : database_(database), connection_(connection), limits_(limits) {}

  // Nothing: committed, or it wanted nothing kept.
  [[nodiscard]] std::optional<base::Failure<StoreError>> run(const Write& write, std::size_t weight);

  [[nodiscard]] std::size_t waiting() const;        // at this moment, those being done not among them
  [[nodiscard]] std::uint64_t transactions() const;   // begun so far

 private:
  struct Job {
    const Write& write;
    std::size_t weight = 0;
    bool done = false;
    std::optional<base::Failure<StoreError>> failure;
    std::exception_ptr broken;
  };
  using Group = std::vector<Job*>;

  [[nodiscard]] Group lead();
  [[nodiscard]] Job* take(const Group& group, std::size_t& weight);
  [[nodiscard]] bool share(Group& group);
  [[nodiscard]] bool attempt(Job& job);
  void alone(Job& job);

  journal::Database& database_;
  base::Mutex& connection_;
  const Limits limits_;
  mutable base::Mutex mutex_;      // taken after `connection_` where both are
  base::Condition changed_;
  std::deque<Job*> queue_ OPENDAY_GUARDED_BY(mutex_);
  bool leading_ OPENDAY_GUARDED_BY(mutex_) = false;
  std::uint64_t transactions_ OPENDAY_GUARDED_BY(mutex_) = 0;
};

}  // namespace openday::bureau
