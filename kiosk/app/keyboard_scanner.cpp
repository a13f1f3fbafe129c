#include "kiosk/app/keyboard_scanner.h"

#include <algorithm>

namespace openday::app {

scan::MonoTime KeyboardScanner::when(const device::KeyPress& key, scan::MonoTime now) {
  const std::chrono::nanoseconds lag = now.time_since_epoch() - key.at;
  offset_ = offset_ ? std::min(*offset_, lag) : lag;
  return scan::MonoTime(std::chrono::nanoseconds(key.at) + *offset_);
}

std::vector<std::string> KeyboardScanner::take(const std::vector<device::KeyPress>& keys, scan::MonoTime now) {
  std::vector<std::string> scans;
  const auto keep = [&scans](std::vector<device::KeyInput> decided) {
    for (device::KeyInput& input : decided)
      if (input.kind == device::KeyInput::Kind::scan) scans.push_back(std::move(input.text));
  };
  for (const device::KeyPress& key : keys) {
    const auto at = when(key, now);
    if (key.key == device::Key::text) keep(scanner_.text(key.text, at));
    if (key.key == device::Key::enter) keep(scanner_.terminator(device::KeyInput::Kind::enter, at));
    if (key.key == device::Key::tab) keep(scanner_.terminator(device::KeyInput::Kind::tab, at));
  }
  keep(scanner_.tick(now));
  return scans;
}

}  // namespace openday::app
