// Wakes when the kiosk writes to its journal (inotify on the folder), when wake() is called from any thread, or when the time
// is over. A folder that is not there yet is looked for again.
#pragma once

#include <chrono>
#include <filesystem>

#include "kiosk/base/unique_fd.h"

namespace openday::agent {

class JournalWatch {
 public:
  explicit JournalWatch(std::filesystem::path folder);   // throws std::runtime_error when the system gives no descriptor

  // True when something was written in the folder.
  [[nodiscard]] bool wait(std::chrono::milliseconds limit);
  void wake();   // thread-safe, also before wait()

 private:
  void add_watch();
  std::filesystem::path folder_;
  base::UniqueFd notify_, event_;
  bool watching_ = false;
};

}  // namespace openday::agent
