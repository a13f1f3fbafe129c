// One database of another process, opened read-only and reopened when it comes, goes or is replaced. Internal to the readers;
// throws DatabaseError. Never creates, migrates, repairs or checkpoints.
#pragma once

#include <chrono>
#include <filesystem>
#include <map>
#include <memory>
#include <string>

#include <sys/stat.h>

#include "kiosk/journal/database.h"
#include "kiosk/journal/migrations.h"
#include "kiosk/journal/tuning.h"

namespace openday::journal {

class ReadOnlyFile {
 public:
  ReadOnlyFile(std::filesystem::path path, const Schema& schema);

  // Runs `work(*this)` in one read transaction at one state of the file; without a file returns `empty`.
  template <class T, class Work>
  [[nodiscard]] StoreResult<T> read(T empty, Work&& work) {
    return attempt([&]() -> T {
      if (!usable()) return empty;
      Transaction transaction(*database_, Transaction::Kind::read);
      if (inspect(*database_, schema_) == SchemaState::empty) return empty;
      T result = work(*this);
      transaction.commit();
      return result;
    });
  }

  // Prepared once per opening.
  [[nodiscard]] Statement& statement(const std::string& sql);
  [[nodiscard]] StoreResult<bool> changed();
  [[nodiscard]] bool present() const { return present_; }

 private:
  // Opens or reopens as needed; false: there is no file.
  bool usable();
  void open();
  void close();

  std::filesystem::path path_;
  const Schema& schema_;
  std::unique_ptr<Database> database_;
  std::map<std::string, Statement, std::less<>> statements_;
  struct stat seen_{};
  bool present_ = false, immutable_ = false, reopened_ = true;
  std::int64_t data_version_ = -1;
};

// Tells a loop over rows to stop, so that no read transaction lasts. Looks at the clock every kRowsPerGlance rows: a short page
// takes no time worth cutting, and must not end early because the machine was busy elsewhere.
class ReadBudget {
 public:
  [[nodiscard]] bool spent(std::size_t rows) const { return rows > 0 && rows % kRowsPerGlance == 0 && over(); }

 private:
  [[nodiscard]] bool over() const { return std::chrono::steady_clock::now() - start_ > std::chrono::milliseconds(kReadBudgetMs); }

  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

}  // namespace openday::journal
