#include "sync/agent/journal_watch.h"

#include <algorithm>
#include <array>
#include <stdexcept>

#include <sys/inotify.h>

namespace openday::agent {

JournalWatch::JournalWatch(const std::vector<std::filesystem::path>& folders) : notify_(inotify_init1(IN_NONBLOCK | IN_CLOEXEC)) {
  if (!notify_) throw std::runtime_error("the system gives no inotify descriptor");
  for (const auto& folder : folders) watched_.push_back({folder});
  add_watches();
}

void JournalWatch::add_watches() {
  for (Watched& one : watched_)
    if (one.number < 0) one.number = inotify_add_watch(notify_.get(), one.folder.c_str(), IN_MODIFY | IN_CREATE | IN_MOVED_TO | IN_DELETE_SELF | IN_MOVE_SELF);
}

bool JournalWatch::take() {
  alignas(inotify_event) std::array<char, 4096> buffer;
  bool written = false;
  for (ssize_t size; (size = read(notify_.get(), buffer.data(), buffer.size())) > 0;) {
    written = true;
    for (ssize_t at = 0; at < size;) {
      const auto* seen = reinterpret_cast<const inotify_event*>(buffer.data() + at);
      const auto gone = std::ranges::find(watched_, seen->wd, &Watched::number);
      if (gone != watched_.end() && (seen->mask & (IN_DELETE_SELF | IN_MOVE_SELF | IN_IGNORED)) != 0) gone->number = -1;
      at += static_cast<ssize_t>(sizeof(inotify_event) + seen->len);
    }
  }
  add_watches();
  return written;
}

}  // namespace openday::agent
