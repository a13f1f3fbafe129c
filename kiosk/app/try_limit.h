// How many wrong facts a box takes a minute, whoever enters them. Pure; the desk keeps it on the disk before anyone hears that a
// fact was wrong, so that neither a new visit nor a power cut gives more tries.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/clock.h"

namespace openday::app {

struct TryLimit {
  std::string boot;
  std::vector<std::int64_t> wrong;   // CLOCK_BOOTTIME ms of that boot, the latest kFactTries in order

  // Until another one is taken. In another boot all count as made at its begin, since no wall clock can be trusted here.
  [[nodiscard]] std::int64_t left_ms(const base::Moment& now) const;
  void fail(const base::Moment& now);
};

[[nodiscard]] std::string to_text(const TryLimit& tries);     // "ms ms ms boot": a setting
[[nodiscard]] TryLimit parse_try_limit(std::string_view text);  // an unreadable one is as if nothing had been tried

}  // namespace openday::app
