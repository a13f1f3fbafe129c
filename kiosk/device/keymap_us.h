// Key events of a grabbed scanner (struct input_event, linux/input-event-codes.h) to text by the US layout, which scanners use
// unless told otherwise. Control characters by Ctrl+letter (GS = Ctrl+]). Pure; one per device.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace openday::device {

struct KeyEvent {
  std::uint16_t code = 0;   // KEY_A ...
  std::int32_t value = 0;   // 0 up, 1 down, 2 repeat
  std::int64_t t_us = 0;    // the event's own time
};

class KeyLine {
 public:
  static constexpr std::size_t kMaxLength = 4096;
  static constexpr std::int64_t kSilenceUs = 100'000;

  // A whole line when this event ended one (Enter, keypad Enter, Tab).
  [[nodiscard]] std::optional<std::string> feed(const KeyEvent& event);
  // A line that ended by silence.
  [[nodiscard]] std::optional<std::string> tick(std::int64_t now_us);
  void reset();

 private:
  std::optional<std::string> take();

  std::string line_;
  std::int64_t last_us_ = 0;
  bool shift_ = false;
  bool right_shift_ = false;
  bool control_ = false;
  bool caps_ = false;
  bool overlong_ = false;
};

}  // namespace openday::device
