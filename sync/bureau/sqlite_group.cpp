#include "sync/bureau/sqlite_group.h"

#include <sqlite3.h>

#include "sync/bureau/sqlite_core.h"

namespace openday::bureau {
namespace {

using journal::Transaction;

bool in_transaction(const journal::Database& database) { return sqlite3_get_autocommit(database.handle()) == 0; }
std::int64_t changes_of(const journal::Database& database) { return sqlite3_total_changes64(database.handle()); }   // rows, since it was opened

}  // namespace

std::optional<base::Failure<StoreError>> GroupCommit::run(const Write& write, std::size_t weight) {
  Job job{write, weight, false, {}, {}};
  bool leads = false;
  {
    const base::Lock held(mutex_);
    queue_.push_back(&job);
    while (!job.done && (leading_ || queue_.front() != &job)) changed_.wait(mutex_);
    if (!job.done) leads = leading_ = true;
  }
  if (leads) {
    const Group group = lead();
    const base::Lock held(mutex_);
    for (Job* one : group) one->done = true;
    leading_ = false;
    changed_.notify_all();
  }
  if (job.broken) std::rethrow_exception(job.broken);
  return std::move(job.failure);
}

std::size_t GroupCommit::waiting() const {
  const base::Lock held(mutex_);
  return queue_.size();
}

std::uint64_t GroupCommit::transactions() const {
  const base::Lock held(mutex_);
  return transactions_;
}

GroupCommit::Group GroupCommit::lead() {
  const base::Lock held(connection_);
  Group group;
  if (share(group)) return group;
  for (Job* job : group) alone(*job);
  return group;
}

// The next that waits, while there is room.
GroupCommit::Job* GroupCommit::take(const Group& group, std::size_t& weight) {
  const base::Lock held(mutex_);
  if (queue_.empty() || group.size() >= limits_.writes || (!group.empty() && weight >= limits_.weight)) return nullptr;
  Job* const job = queue_.front();
  queue_.pop_front();
  weight += job->weight;
  return job;
}

// False: nothing of the group was committed, though one or the other of it could be. No savepoints: SQLite keeps the old pages of a
// larger one in a file, and what was erased has no business there; a write that leaves something to take back costs the group its commit.
bool GroupCommit::share(Group& group) {
  std::size_t weight = 0;
  try {
    Transaction transaction(database_);
    const auto first = changes_of(database_);
    while (Job* job = take(group, weight)) {
      group.push_back(job);
      const auto before = changes_of(database_);
      const bool keeps = attempt(*job);
      const bool clean = in_transaction(database_) && (keeps || changes_of(database_) == before);
      if (!clean) return group.size() == 1 && !keeps;   // a transaction gone under a write that would be kept: again, alone
    }
    if (changes_of(database_) != first) transaction.commit();
    const base::Lock held(mutex_);
    ++transactions_;
    return true;
  } catch (const journal::DatabaseError& error) {
    if (!group.empty()) return false;
    // It did not even begin: so it is for all that wait now.
    while (Job* job = take(group, weight)) {
      job->failure = failure_of(error);
      group.push_back(job);
    }
    return true;
  }
}

// Whether it went through and is to be kept.
bool GroupCommit::attempt(Job& job) {
  job.failure.reset();
  job.broken = nullptr;
  try {
    return job.write();
  } catch (const journal::DatabaseError& error) {
    job.failure = failure_of(error);
  } catch (...) {
    job.broken = std::current_exception();
  }
  return false;
}

void GroupCommit::alone(Job& job) {
  try {
    {
      const base::Lock held(mutex_);
      ++transactions_;
    }
    Transaction transaction(database_);
    if (attempt(job)) transaction.commit();
  } catch (const journal::DatabaseError& error) {
    job.failure = failure_of(error);
  }
}

}  // namespace openday::bureau
