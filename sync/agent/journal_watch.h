// Becomes readable when the kiosk writes to its journal or asks for something (inotify on journal/ and spool/). A folder that is not
// there yet is looked for again.
#pragma once

#include <filesystem>
#include <vector>

#include "kiosk/base/unique_fd.h"

namespace openday::agent {

class JournalWatch {
 public:
  explicit JournalWatch(const std::vector<std::filesystem::path>& folders);   // throws std::runtime_error when the system gives no descriptor

  // To wait for, with whatever else is waited for.
  [[nodiscard]] int fd() const { return notify_.get(); }
  // True when something was written in one of the folders since the last call; never blocks.
  [[nodiscard]] bool take();

 private:
  void add_watches();
  struct Watched {
    std::filesystem::path folder;
    int number = -1;
  };
  std::vector<Watched> watched_;
  base::UniqueFd notify_;
};

}  // namespace openday::agent
