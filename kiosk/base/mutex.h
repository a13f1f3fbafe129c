// std::mutex with clang's thread-safety annotations (clang Thread Safety Analysis, "capability" attributes); plain under gcc.
// Members guarded by a lock carry OPENDAY_GUARDED_BY(lock); the clang pass of tests/run checks them.
#pragma once

#include <condition_variable>
#include <mutex>

#if defined(__clang__)
#define OPENDAY_THREAD_ATTRIBUTE(x) __attribute__((x))
#else
#define OPENDAY_THREAD_ATTRIBUTE(x)
#endif
#define OPENDAY_GUARDED_BY(x) OPENDAY_THREAD_ATTRIBUTE(guarded_by(x))
#define OPENDAY_REQUIRES(...) OPENDAY_THREAD_ATTRIBUTE(requires_capability(__VA_ARGS__))

namespace openday::base {

class OPENDAY_THREAD_ATTRIBUTE(capability("mutex")) Mutex {
 public:
  void lock() OPENDAY_THREAD_ATTRIBUTE(acquire_capability()) { mutex_.lock(); }
  void unlock() OPENDAY_THREAD_ATTRIBUTE(release_capability()) { mutex_.unlock(); }

 private:
  friend class Condition;
  std::mutex mutex_;
};

class OPENDAY_THREAD_ATTRIBUTE(scoped_lockable) Lock {
 public:
  explicit Lock(Mutex& mutex) OPENDAY_THREAD_ATTRIBUTE(acquire_capability(mutex)) : mutex_(mutex) { mutex_.lock(); }
  ~Lock() OPENDAY_THREAD_ATTRIBUTE(release_capability()) { mutex_.unlock(); }
  Lock(const Lock&) = delete;
  Lock& operator=(const Lock&) = delete;

 private:
  Mutex& mutex_;
};

// A condition variable that waits on a Mutex held by the caller.
class Condition {
 public:
  void notify_all() { condition_.notify_all(); }
  void wait(Mutex& mutex) OPENDAY_REQUIRES(mutex) {
    std::unique_lock<std::mutex> held(mutex.mutex_, std::adopt_lock);
    condition_.wait(held);
    held.release();
  }
  // False when the time ran out.
  template <class Rep, class Period>
  bool wait_for(Mutex& mutex, std::chrono::duration<Rep, Period> limit) OPENDAY_REQUIRES(mutex) {
    std::unique_lock<std::mutex> held(mutex.mutex_, std::adopt_lock);
    const bool woken = condition_.wait_for(held, limit) == std::cv_status::no_timeout;
    held.release();
    return woken;
  }

 private:
  std::condition_variable condition_;
};

}  // namespace openday::base
