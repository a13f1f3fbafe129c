// What the parts of the SQLite store share: the connection under its lock, the lock file, and how failures become values.
#pragma once

#include "kiosk/base/file.h"
#include "kiosk/base/mutex.h"
#include "sync/bureau/sqlite_aside.h"
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

  [[nodiscard]] bool is_alone() const { return static_cast<bool>(lock_); }   // no other process has the file

  journal::Database database;
  std::string epoch;
  std::optional<RecordRows> rows;   // prepared once the schema is there, as aside is
  std::optional<AsideRows> aside;

 private:
  void prepare(const SqliteOptions& options, bool alone);
  base::Mutex mutex_;
  base::UniqueFd lock_;
};

}  // namespace openday::bureau
