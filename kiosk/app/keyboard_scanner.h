// Hand scanners that type: the window's key presses to whole codes, by their own times. UI thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kiosk/device/hand_scanner.h"
#include "kiosk/device/window.h"

namespace openday::app {

class KeyboardScanner {
 public:
  // Key presses of this turn (may be none) and what silence decided by now.
  [[nodiscard]] std::vector<std::string> take(const std::vector<device::KeyPress>& keys, scan::MonoTime now);
  [[nodiscard]] std::optional<scan::MonoTime> due() const { return scanner_.due(); }

 private:
  scan::MonoTime when(const device::KeyPress& key, scan::MonoTime now);

  device::HandScanner scanner_;
  std::optional<std::chrono::nanoseconds> offset_;   // from the window's ticks to the monotonic clock: the least lag seen
};

}  // namespace openday::app
