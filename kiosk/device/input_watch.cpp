#include "kiosk/device/input_watch.h"

#include <array>
#include <cerrno>

#include <fcntl.h>
#include <sys/inotify.h>
#include <unistd.h>

namespace openday::device {
namespace {

// Reads until nothing is left; false when the device is gone.
bool drain(int fd) {
  std::array<char, 4096> thrown_away;
  ssize_t got = 0;
  do got = read(fd, thrown_away.data(), thrown_away.size());
  while (got > 0 || (got < 0 && errno == EINTR));
  return got < 0 && errno == EAGAIN;
}

}  // namespace

InputWatch::InputWatch(std::filesystem::path folder) : folder_(std::move(folder)), changes_(inotify_init1(IN_NONBLOCK | IN_CLOEXEC)) {
  // IN_ATTRIB: udev gives the group its rights after the node has come.
  inotify_add_watch(changes_.get(), folder_.c_str(), IN_CREATE | IN_DELETE | IN_ATTRIB);
  look_for_devices();
}

void InputWatch::look_for_devices() {
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder_, error)) {
    const std::string name = entry.path().filename().string();
    if (!name.starts_with("event") || devices_.contains(name)) continue;
    base::UniqueFd device(open(entry.path().c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC));
    if (device) devices_.emplace(name, std::move(device));
  }
}

std::vector<pollfd> InputWatch::fds() const {
  std::vector<pollfd> out{{changes_.get(), POLLIN, 0}};
  for (const auto& [name, device] : devices_) out.push_back({device.get(), POLLIN, 0});
  return out;
}

void InputWatch::digest(const std::vector<pollfd>& polled) {
  bool changed = false;
  for (const pollfd& ready : polled) {
    if (ready.revents == 0) continue;
    if (ready.fd == changes_.get()) {
      changed = drain(ready.fd) || changed;
      continue;
    }
    if (!drain(ready.fd)) std::erase_if(devices_, [&](const auto& known) { return known.second.get() == ready.fd; });
  }
  if (changed) look_for_devices();
}

}  // namespace openday::device
