// What is counted as long as something lives: connections, requests, bytes.
#pragma once

#include <atomic>
#include <cstdint>
#include <utility>

namespace openday::http {

using Counter = std::atomic<std::uint64_t>;

// Counts `amount` in `counter` for its life.
class Counted {
 public:
  Counted() = default;
  Counted(Counter& counter, std::uint64_t amount) : counter_(&counter), amount_(amount) { counter += amount; }
  ~Counted() { reset(); }
  Counted(Counted&& other) noexcept : counter_(std::exchange(other.counter_, nullptr)), amount_(other.amount_) {}
  Counted& operator=(Counted&& other) noexcept {
    if (this != &other) {
      reset();
      counter_ = std::exchange(other.counter_, nullptr);
      amount_ = other.amount_;
    }
    return *this;
  }
  void reset() {
    if (auto* counter = std::exchange(counter_, nullptr)) *counter -= amount_;
  }

 private:
  Counter* counter_ = nullptr;
  std::uint64_t amount_ = 0;
};

}  // namespace openday::http
