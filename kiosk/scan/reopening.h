// When to try a lost device again: after 0.5 s, doubling to 5 s, at once anew after it worked. Pure; owned by the thread that
// owns the device.
#pragma once

#include <algorithm>
#include <chrono>

namespace openday::scan {

struct ReopenRule {
  std::chrono::milliseconds first{500};
  std::chrono::milliseconds most{5000};
};

class Reopening {
 public:
  explicit Reopening(ReopenRule rule = {}) : rule_(rule), next_(rule.first) {}
  [[nodiscard]] std::chrono::milliseconds wait_after_failure() {
    const auto wait = next_;
    next_ = std::min(next_ * 2, rule_.most);
    return wait;
  }
  void worked() { next_ = rule_.first; }

 private:
  ReopenRule rule_;
  std::chrono::milliseconds next_;
};

}  // namespace openday::scan
