// Notices that syncd wrote something: inotify on the inbox folder, or on the state folder until there is one. One thread.
#pragma once

#include <filesystem>

#include "kiosk/base/unique_fd.h"

namespace openday::app {

class InboxWatch {
 public:
  explicit InboxWatch(std::filesystem::path inbox_folder);
  // Readable when something changed; -1 where inotify is not to be had (then ask the inbox now and then).
  [[nodiscard]] int fd() const { return fd_.get(); }
  // True: the folder is watched, changes make fd() readable.
  [[nodiscard]] bool watching();
  void drain();

 private:
  std::filesystem::path folder_;
  base::UniqueFd fd_;
  int watch_ = -1;
};

}  // namespace openday::app
