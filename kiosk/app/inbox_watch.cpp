#include "kiosk/app/inbox_watch.h"

#include <array>
#include <utility>

#include <sys/inotify.h>
#include <unistd.h>

namespace openday::app {

InboxWatch::InboxWatch(std::filesystem::path inbox_folder) : folder_(std::move(inbox_folder)), fd_(inotify_init1(IN_NONBLOCK | IN_CLOEXEC)) {}

bool InboxWatch::watching() {
  if (fd_.get() < 0) return false;
  if (watch_ < 0) watch_ = inotify_add_watch(fd_.get(), folder_.c_str(), IN_MODIFY | IN_CREATE | IN_MOVED_TO | IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR);
  return watch_ >= 0;
}

void InboxWatch::drain() {
  alignas(inotify_event) std::array<char, 4096> buffer;
  for (ssize_t got = 0; (got = read(fd_.get(), buffer.data(), buffer.size())) > 0;) {
    for (ssize_t at = 0; at < got;) {
      const auto* one = reinterpret_cast<const inotify_event*>(buffer.data() + at);
      if ((one->mask & (IN_IGNORED | IN_DELETE_SELF | IN_MOVE_SELF)) != 0) watch_ = -1;   // the folder went: looked for again
      at += static_cast<ssize_t>(sizeof(inotify_event) + one->len);
    }
  }
}

}  // namespace openday::app
