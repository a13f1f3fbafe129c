#include "kiosk/app/keyboard_scanner.h"

#include <algorithm>

#include "kiosk/base/utf8.h"

namespace openday::app {

namespace {

using Kind = KeyboardInput::Kind;

void add(std::vector<KeyboardInput>& to, Kind kind, std::string text = {}) {
  if (kind == Kind::text && !to.empty() && to.back().kind == Kind::text) to.back().text += text;
  else to.push_back({kind, std::move(text)});
}

void add(std::vector<KeyboardInput>& to, std::vector<device::KeyInput> decided) {
  for (device::KeyInput& input : decided) {
    if (input.kind == device::KeyInput::Kind::scan) add(to, Kind::scan, std::move(input.text));
    if (input.kind == device::KeyInput::Kind::typed) add(to, Kind::text, std::move(input.text));
    if (input.kind == device::KeyInput::Kind::enter) add(to, Kind::enter);
  }
}

}  // namespace

scan::MonoTime KeyboardScanner::when(const device::KeyPress& key, scan::MonoTime now) {
  const std::chrono::nanoseconds lag = now.time_since_epoch() - key.at;
  offset_ = offset_ ? std::min(*offset_, lag) : lag;
  return scan::MonoTime(std::chrono::nanoseconds(key.at) + *offset_);
}

std::vector<device::KeyInput> KeyboardScanner::decide(const device::KeyPress& key, scan::MonoTime at) {
  switch (key.key) {
    case device::Key::text: return base::count_code_points(key.text) > 1 ? scanner_.by_hand(key.text, at) : scanner_.text(key.text, at);
    case device::Key::enter: return scanner_.terminator(device::KeyInput::Kind::enter, at);
    case device::Key::tab: return scanner_.terminator(device::KeyInput::Kind::tab, at);
    case device::Key::backspace: return scanner_.by_hand({}, at);
    default: return {};
  }
}

std::vector<KeyboardInput> KeyboardScanner::take(const std::vector<device::KeyPress>& keys, scan::MonoTime now) {
  std::vector<KeyboardInput> out;
  for (const device::KeyPress& key : keys) {
    add(out, decide(key, when(key, now)));
    if (key.key == device::Key::backspace) add(out, Kind::backspace);
  }
  add(out, scanner_.tick(now));
  return out;
}

}  // namespace openday::app
