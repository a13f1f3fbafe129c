// How much of the line upwards pushing may use: each request is paid for at the rate before the next may start, so that requests under
// way together stay below it. Pure.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace openday::agent {

class LineCap {
 public:
  explicit LineCap(std::uint64_t bytes_per_second) : rate_(bytes_per_second) {}   // 0: no cap

  [[nodiscard]] bool is_free(std::int64_t now_ms) const { return now_ms >= free_at_ms_; }
  [[nodiscard]] std::int64_t free_at_ms() const { return free_at_ms_; }
  void spend(std::size_t bytes, std::int64_t now_ms) {
    if (rate_ > 0) free_at_ms_ = std::max(free_at_ms_, now_ms) + static_cast<std::int64_t>(bytes * 1000 / rate_);
  }

 private:
  std::uint64_t rate_;
  std::int64_t free_at_ms_ = 0;
};

}  // namespace openday::agent
