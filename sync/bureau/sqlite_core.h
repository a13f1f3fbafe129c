// What the parts of the SQLite store share: the connection that writes, under its lock, with the group commit on it; another that reads, so
// that no reader waits for a sync of the disk; the lock file; how failures become values.
#pragma once

#include "kiosk/base/file.h"
#include "kiosk/base/mutex.h"
#include "sync/bureau/sqlite_aside.h"
#include "sync/bureau/sqlite_group.h"
#include "sync/bureau/sqlite_rows.h"
#include "sync/bureau/sqlite_store.h"

namespace openday::bureau {

[[nodiscard]] base::Failure<StoreError> failure_of(const journal::DatabaseError& error);

class SqliteStore::Core {
 public:
  Core(const std::filesystem::path& file, const SqliteOptions& options, base::UniqueFd lock);

  // Runs `work(*this)` under the lock; broken databases become values, with the transaction rolled back.
  template <class Work>
  [[nodiscard]] auto guarded(Work&& work) -> StoreResult<std::invoke_result_t<Work>> {
    const base::Lock held(mutex_);
    try {
      if constexpr (std::is_void_v<std::invoke_result_t<Work>>) {
        work();
        return {};
      } else {
        return work();
      }
    } catch (const journal::DatabaseError& error) {
      return tl::unexpected(failure_of(error));
    }
  }

  // `work(out)` inside a transaction that other writes may share; false: nothing of it is to be kept. It may run twice. Success: committed.
  template <class T, class Work>
  [[nodiscard]] StoreResult<T> write(std::size_t records, Work&& work) {
    T out{};
    auto failure = group_.run([&] {
      out = T{};
      return work(out);
    }, records);
    if (failure) return tl::unexpected(std::move(*failure));
    return out;
  }

  // Runs `work(database, rows)` on one moment of the file, everything that was committed before among it; it must not write.
  template <class Work>
  [[nodiscard]] auto read(Work&& work) -> StoreResult<std::invoke_result_t<Work, journal::Database&, RecordRows&>> {
    if (!reader_) return guarded([&] { return work(database, *rows); });
    const base::Lock held(reading_);
    try {
      const journal::Transaction moment(*reader_, journal::Transaction::Kind::read);
      return work(*reader_, *reader_rows_);
    } catch (const journal::DatabaseError& error) {
      return tl::unexpected(failure_of(error));
    }
  }

  [[nodiscard]] bool is_alone() const { return static_cast<bool>(lock_); }   // no other process has the file

  journal::Database database;
  std::string epoch;
  std::optional<RecordRows> rows;   // prepared once the schema is there, as aside is
  std::optional<AsideRows> aside;

 private:
  void prepare(const SqliteOptions& options, bool alone);
  base::Mutex mutex_, reading_;
  std::optional<journal::Database> reader_;   // none on a file system of the caller's: that is for one connection
  std::optional<RecordRows> reader_rows_;
  GroupCommit group_;
  base::UniqueFd lock_;
};

}  // namespace openday::bureau
