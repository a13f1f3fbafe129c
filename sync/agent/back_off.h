// When to try again: full jitter (uniform over 0..base*2^n, capped), or what the server asked for. Pure but for its own seed.
#pragma once

#include <cstdint>
#include <optional>
#include <random>
#include <string_view>

#include "kiosk/base/time.h"
#include "sync/agent/tuning.h"

namespace openday::agent {

class BackOff {
 public:
  explicit BackOff(std::uint64_t seed) : random_(seed) {}

  void reset() { failures_ = 0; }
  // `asked`: Retry-After, which is the least wait; the jitter comes on top so that a fleet does not return at once.
  [[nodiscard]] milliseconds next(milliseconds base, std::optional<milliseconds> asked = std::nullopt);
  [[nodiscard]] unsigned failures() const { return failures_; }

 private:
  std::mt19937_64 random_;
  unsigned failures_ = 0;
};

// RFC 9110 section 10.2.3: seconds or an HTTP date (IMF-fixdate). Nothing for other text; never negative, capped.
[[nodiscard]] std::optional<milliseconds> parse_retry_after(std::string_view text, base::Instant now);

}  // namespace openday::agent
