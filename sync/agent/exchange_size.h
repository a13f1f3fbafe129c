// How much goes into one exchange: halved when one does not pass within the client's limit, doubled when one passes easily. Pure.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "sync/agent/tuning.h"

namespace openday::agent {

class ExchangeSize {
 public:
  ExchangeSize(std::size_t least, std::size_t most) : least_(least), most_(std::max(least, most)), size_(most_) {}

  [[nodiscard]] std::size_t now() const { return size_; }
  void timed_out() { size_ = std::max(least_, size_ / 2); }
  void passed(std::int64_t took_ms) {
    if (took_ms < kEasyExchange.count()) size_ = std::min(most_, size_ * 2);
  }

 private:
  std::size_t least_, most_, size_;
};

// Bytes that, in base64, pass within kExchangeAim at so many bytes a second; 0 a second: as many as you like.
[[nodiscard]] constexpr std::size_t part_under_cap(std::uint64_t bytes_per_second, std::size_t most) {
  if (bytes_per_second == 0) return most;
  return static_cast<std::size_t>(std::min<std::uint64_t>(most, bytes_per_second * static_cast<std::uint64_t>(kExchangeAim.count()) / 1000 * 3 / 4));
}

}  // namespace openday::agent
