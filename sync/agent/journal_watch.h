// Wakes when the kiosk writes to its journal or asks for something (inotify on journal/ and spool/), when wake() is called from any
// thread, or when the time is over. A folder that is not there yet is looked for again.
#pragma once

#include <chrono>
#include <filesystem>
#include <vector>

#include "kiosk/base/unique_fd.h"

namespace openday::agent {

class JournalWatch {
 public:
  explicit JournalWatch(const std::vector<std::filesystem::path>& folders);   // throws std::runtime_error when the system gives no descriptor

  // True when something was written in one of the folders.
  [[nodiscard]] bool wait(std::chrono::milliseconds limit);
  void wake();   // thread-safe, also before wait()

 private:
  void add_watches();
  struct Watched {
    std::filesystem::path folder;
    int number = -1;
  };
  std::vector<Watched> watched_;
  base::UniqueFd notify_, event_;
};

}  // namespace openday::agent
