#include "kiosk/device/scanner_factory.h"

#include <charconv>
#include <string>

#include <fmt/format.h>

#include "kiosk/device/scanner_evdev.h"
#include "kiosk/device/scanner_serial.h"

namespace openday::device {

base::Result<std::unique_ptr<scan::CodeScanner>, scan::DeviceError> make_scanner(std::string_view where) {
  constexpr std::string_view kEvdev = "evdev:";
  constexpr std::string_view kSerial = "serial:";
  if (where.empty() || where == "none") return nullptr;
  if (where.starts_with(kEvdev) && where.size() > kEvdev.size()) return std::make_unique<EvdevScanner>(std::string(where.substr(kEvdev.size())));
  if (where.starts_with(kSerial) && where.size() > kSerial.size()) {
    const std::string_view rest = where.substr(kSerial.size());
    const std::size_t at = rest.find('@');
    SerialRule rule;
    bool understood = true;
    if (at != std::string_view::npos) {
      const auto [end, error] = std::from_chars(rest.data() + at + 1, rest.data() + rest.size(), rule.baud);
      understood = error == std::errc{} && end == rest.data() + rest.size() && is_serial_speed(rule.baud);
    }
    if (understood) return std::make_unique<SerialScanner>(std::string(rest.substr(0, at)), rule);
  }
  return base::fail(scan::DeviceError::format,
                    fmt::format("scanner \"{}\": expected evdev:/dev/input/by-id/..., serial:/dev/ttyACM0, serial:/dev/ttyS0@115200 or none", where));
}

}  // namespace openday::device
