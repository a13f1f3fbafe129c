// Says when an input device has something, so that the kiosk can sleep where SDL would look every millisecond (KMSDRM): the
// kernel gives every opener of an evdev node its own queue, so reading here takes nothing from SDL. Follows devices that come
// and go. Main thread only.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include <poll.h>

#include "kiosk/base/unique_fd.h"

namespace openday::device {

class InputWatch {
 public:
  // `folder`: /dev/input; nodes in it named event*. One that is missing or may not be read watches nothing.
  explicit InputWatch(std::filesystem::path folder);

  // Whether a device is watched: without one, somebody else must look.
  [[nodiscard]] bool watching() const { return !devices_.empty(); }
  // To be polled for POLLIN; valid until digest().
  [[nodiscard]] std::vector<pollfd> fds() const;
  // After poll() filled `polled`: what was ready is read and thrown away, devices that came or went are noted.
  void digest(const std::vector<pollfd>& polled);

 private:
  void look_for_devices();

  std::filesystem::path folder_;
  base::UniqueFd changes_;                         // inotify on the folder
  std::map<std::string, base::UniqueFd> devices_;  // by name
};

}  // namespace openday::device
