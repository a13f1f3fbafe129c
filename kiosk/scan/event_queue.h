// From the scanning threads to the UI thread. Thread-safe. `wake` is called by the sending thread after each message, without
// any lock held (it pushes an event into the window system's loop). Previews replace each other; nothing else is ever dropped
// but by kMost, the oldest first.
#pragma once

#include <deque>
#include <functional>
#include <optional>
#include <vector>

#include "kiosk/base/mutex.h"
#include "kiosk/scan/events.h"

namespace openday::scan {

class EventQueue {
 public:
  static constexpr std::size_t kMost = 256;

  explicit EventQueue(std::function<void()> wake) : wake_(std::move(wake)) {}

  void send(ScanEvent event);
  // Everything that came since, in order, the preview last. UI thread.
  [[nodiscard]] std::vector<ScanEvent> take();

 private:
  const std::function<void()> wake_;
  base::Mutex mutex_;
  std::deque<ScanEvent> events_ OPENDAY_GUARDED_BY(mutex_);
  std::optional<Preview> preview_ OPENDAY_GUARDED_BY(mutex_);
};

}  // namespace openday::scan
