// A few threads that run jobs in the order given. stop() lets the running ones finish and drops the rest.
#pragma once

#include <deque>
#include <functional>
#include <thread>
#include <vector>

#include "kiosk/base/mutex.h"

namespace openday::http {

class WorkerPool {
 public:
  using Job = std::function<void()>;

  explicit WorkerPool(unsigned threads);
  ~WorkerPool();
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  void add(Job job);
  void stop();

 private:
  void run();

  base::Mutex mutex_;
  base::Condition changed_;
  std::deque<Job> jobs_ OPENDAY_GUARDED_BY(mutex_);
  bool stopping_ OPENDAY_GUARDED_BY(mutex_) = false;
  std::vector<std::thread> threads_;
};

}  // namespace openday::http
