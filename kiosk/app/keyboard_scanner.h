// The window's key presses, told apart by their own times: a hand scanner that types becomes whole codes, all else is what a person
// typed. An input method or a paste gives several characters at once, as no scanner does. UI thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kiosk/device/hand_scanner.h"
#include "kiosk/device/window.h"

namespace openday::app {

struct KeyboardInput {
  enum class Kind { scan, text, enter, backspace } kind = Kind::text;
  std::string text;                     // scan, text
  friend bool operator==(const KeyboardInput&, const KeyboardInput&) = default;
};

class KeyboardScanner {
 public:
  // Key presses of this turn (may be none) and what silence decided by now, in order; texts that follow one another are one.
  [[nodiscard]] std::vector<KeyboardInput> take(const std::vector<device::KeyPress>& keys, scan::MonoTime now);
  [[nodiscard]] std::optional<scan::MonoTime> due() const { return scanner_.due(); }

 private:
  scan::MonoTime when(const device::KeyPress& key, scan::MonoTime now);
  [[nodiscard]] std::vector<device::KeyInput> decide(const device::KeyPress& key, scan::MonoTime at);

  device::HandScanner scanner_;
  std::optional<std::chrono::nanoseconds> offset_;   // from the window's ticks to the monotonic clock: the least lag seen
};

}  // namespace openday::app
