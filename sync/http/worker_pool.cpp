#include "sync/http/worker_pool.h"

#include <utility>

namespace openday::http {

WorkerPool::WorkerPool(unsigned threads) {
  threads_.reserve(threads);
  for (unsigned i = 0; i < threads; ++i) threads_.emplace_back([this] { run(); });
}

WorkerPool::~WorkerPool() { stop(); }

void WorkerPool::add(Job job) {
  const base::Lock lock(mutex_);
  if (stopping_) return;
  jobs_.push_back(std::move(job));
  changed_.notify_all();
}

void WorkerPool::stop() {
  std::deque<Job> dropped;  // destroyed without the lock: a job may own what calls add()
  {
    const base::Lock lock(mutex_);
    stopping_ = true;
    dropped.swap(jobs_);
    changed_.notify_all();
  }
  for (auto& thread : threads_) {
    if (thread.joinable()) thread.join();
  }
}

void WorkerPool::run() {
  while (true) {
    Job job;
    {
      const base::Lock lock(mutex_);
      while (jobs_.empty() && !stopping_) changed_.wait(mutex_);
      if (stopping_) return;
      job = std::move(jobs_.front());
      jobs_.pop_front();
    }
    job();
  }
}

}  // namespace openday::http
