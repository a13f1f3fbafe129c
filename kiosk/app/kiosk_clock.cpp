#include "kiosk/app/kiosk_clock.h"

#include <utility>

#include "kiosk/base/mutex.h"

namespace openday::app {

struct KioskClock::Seen {
  base::Mutex mutex;
  base::Moment last OPENDAY_GUARDED_BY(mutex);
};

KioskClock::KioskClock(std::optional<base::Instant> at, bool scripted) : seen_(std::make_shared<Seen>()) {
  clock_ = base::make_system_clock(base::build_date());
  if (!at && !scripted) return;
  base::Moment start = clock_->now();
  start.wall = at.value_or(start.wall);
  start.state = base::ClockState::synced;
  auto manual = std::make_unique<base::ManualClock>(start, !scripted);
  manual_ = manual.get();
  clock_ = std::move(manual);
  (void)now();
}

base::Moment KioskClock::now() const {
  base::Moment moment = judged(clock_->now(), floor_);
  if (manual_) {
    base::Lock held(seen_->mutex);
    seen_->last = moment;
  }
  return moment;
}

std::function<base::Moment()> KioskClock::for_worker() const {
  if (manual_) {
    return [seen = seen_] {
      base::Lock held(seen->mutex);
      return seen->last;
    };
  }
  return [clock = std::shared_ptr<base::Clock>(base::make_system_clock(base::build_date()))] { return clock->now(); };
}

base::ManualClock& KioskClock::manual() { return *manual_; }

base::Moment judged(base::Moment moment, const std::optional<base::Instant>& floor) {
  if (moment.state == base::ClockState::free_running && floor && moment.wall < *floor) moment.state = base::ClockState::guessed;
  return moment;
}

}  // namespace openday::app
