// The kiosk's time: the system's clock, or one set by hand (--at runs on from there, a script's stands still). UI thread; the
// worker's thread has its own way to it.
#pragma once

#include <functional>
#include <memory>
#include <optional>

#include "kiosk/base/clock.h"

namespace openday::app {

class KioskClock {
 public:
  KioskClock(std::optional<base::Instant> at, bool scripted);

  [[nodiscard]] base::Moment now() const;
  // The last record's time: an earlier wall clock is a guess, unless the kernel says it is synced (DESIGN.md I6).
  void set_floor(std::optional<base::Instant> floor) { floor_ = floor; }
  // Thread-safe; may outlive this object. A clock set by hand is seen as the UI thread saw it last.
  [[nodiscard]] std::function<base::Moment()> for_worker() const;
  [[nodiscard]] base::ManualClock& manual();   // with --at or a script only

 private:
  struct Seen;
  std::unique_ptr<base::Clock> clock_;
  base::ManualClock* manual_ = nullptr;
  std::shared_ptr<Seen> seen_;
  std::optional<base::Instant> floor_;
};

// `state` lowered to guessed when the wall clock is before the floor and nobody vouches for it.
[[nodiscard]] base::Moment judged(base::Moment moment, const std::optional<base::Instant>& floor);

}  // namespace openday::app
