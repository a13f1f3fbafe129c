// A box for the newest thing: a writer puts, a reader takes; what was not taken is replaced and handed back to be filled
// again. Thread-safe for one writer and one reader.
#pragma once

#include <chrono>
#include <utility>

#include "kiosk/base/mutex.h"

namespace openday::scan {

template <class T>
class Mailbox {
 public:
  // Swaps `thing` into the box; afterwards `thing` is what lay there or an older one, good only for its memory.
  void put(T& thing) {
    const base::Lock held(mutex_);
    std::swap(box_, thing);
    full_ = true;
    changed_.notify_all();
  }

  // Waits for a thing and swaps it into `thing`. False when the box was closed.
  bool take(T& thing) {
    const base::Lock held(mutex_);
    while (!full_ && !closed_) changed_.wait(mutex_);
    if (closed_) return false;
    std::swap(box_, thing);
    full_ = false;
    return true;
  }

  void close() {
    const base::Lock held(mutex_);
    closed_ = true;
    changed_.notify_all();
  }

 private:
  base::Mutex mutex_;
  base::Condition changed_;
  T box_ OPENDAY_GUARDED_BY(mutex_){};
  bool full_ OPENDAY_GUARDED_BY(mutex_) = false;
  bool closed_ OPENDAY_GUARDED_BY(mutex_) = false;
};

}  // namespace openday::scan
