// Asking a thread of the kiosk as its screen does: a question in, the answer out when the thread rings. What both cost, and percentiles.
#pragma once

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <ctime>
#include <mutex>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

namespace openday::bench {

class Bell {
 public:
  void ring() {
    const std::lock_guard<std::mutex> held(mutex_);
    ++rings_;
    rung_.notify_all();
  }
  // Rings since the last call; at least one.
  std::size_t wait() {
    std::unique_lock<std::mutex> held(mutex_);
    rung_.wait(held, [this] { return rings_ > 0; });
    return std::exchange(rings_, 0);
  }

 private:
  std::mutex mutex_;
  std::condition_variable rung_;
  std::size_t rings_ = 0;
};

// Of all threads: who asks sleeps meanwhile.
inline double process_cpu_ms() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

struct Times {
  std::vector<double> wall_ms, cpu_ms;

  template <class Ask>
  void measure(Ask ask) {
    const double cpu = process_cpu_ms();
    const auto begin = std::chrono::steady_clock::now();
    ask();
    wall_ms.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count());
    cpu_ms.push_back(process_cpu_ms() - cpu);
  }
  void report(benchmark::State& state) {
    for (auto& [name, times] : {std::pair<std::string, std::vector<double>&>("wall", wall_ms), std::pair<std::string, std::vector<double>&>("cpu", cpu_ms)}) {
      std::ranges::sort(times);
      for (const auto& [percent, part] : {std::pair("p50", 0.5), std::pair("p99", 0.99), std::pair("worst", 1.0)})
        state.counters[name + "_" + percent + "_ms"] = times[static_cast<std::size_t>(part * static_cast<double>(times.size() - 1))];
    }
    state.counters["keys"] = static_cast<double>(wall_ms.size());
  }
};

}  // namespace openday::bench
