// Whether the database answers: asked again and again on a thread of its own, so that who asks for health waits for nobody, neither for the
// requests that fill the queue nor for commits that wait for a lost standby. A load balancer that got no answer then would send all boxes to the
// other server, which would have no time for it either.
#pragma once

#include <chrono>
#include <functional>
#include <thread>

#include "kiosk/base/mutex.h"
#include "sync/bureau/store.h"

namespace openday::bureau {

// What every database must be able to say, and at once.
[[nodiscard]] StoreResult<void> ask_database(Store& store);

class HealthWatch {
 public:
  using Ask = std::function<StoreResult<void>()>;
  struct Times {
    std::chrono::milliseconds between{1'000};    // an answer and the next question
    // Without an answer it counts as away. Both servers have the same database: being slow to say so costs less than cutting everybody off
    // because its machine was busy.
    std::chrono::milliseconds patience{5'000};
  };

  HealthWatch(Ask ask, Times times);   // asks for the first time before it returns
  ~HealthWatch();                      // waits for a question that is under way
  HealthWatch(const HealthWatch&) = delete;
  HealthWatch& operator=(const HealthWatch&) = delete;

  // By its last answer; never waits. Any thread.
  [[nodiscard]] StoreResult<void> state() const;

 private:
  void run();
  void look();
  [[nodiscard]] bool wait_for_next();

  const Ask ask_;
  const Times times_;
  mutable base::Mutex mutex_;
  base::Condition stopped_;
  bool stopping_ OPENDAY_GUARDED_BY(mutex_) = false;
  StoreResult<void> last_ OPENDAY_GUARDED_BY(mutex_);
  std::chrono::steady_clock::time_point answered_ OPENDAY_GUARDED_BY(mutex_);
  std::thread thread_;
};

}  // namespace openday::bureau
