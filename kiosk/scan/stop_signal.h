// Lets one thread sleep until a time, a poke or the end. Thread-safe.
#pragma once

#include <chrono>

#include "kiosk/base/mutex.h"

namespace openday::scan {

class StopSignal {
 public:
  void stop() {
    const base::Lock held(mutex_);
    stopped_ = true;
    changed_.notify_all();
  }
  void poke() {
    const base::Lock held(mutex_);
    poked_ = true;
    changed_.notify_all();
  }
  [[nodiscard]] bool stopped() {
    const base::Lock held(mutex_);
    return stopped_;
  }
  // Returns early when stopped or poked; true unless stopped.
  bool sleep_until(std::chrono::steady_clock::time_point until) {
    const base::Lock held(mutex_);
    for (;;) {
      const auto left = until - std::chrono::steady_clock::now();
      if (stopped_ || poked_ || left <= left.zero() || !changed_.wait_for(mutex_, left)) break;
    }
    poked_ = false;
    return !stopped_;
  }

 private:
  base::Mutex mutex_;
  base::Condition changed_;
  bool stopped_ OPENDAY_GUARDED_BY(mutex_) = false;
  bool poked_ OPENDAY_GUARDED_BY(mutex_) = false;
};

}  // namespace openday::scan
