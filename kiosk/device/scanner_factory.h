// From the configuration's scanner text to a scanner: "evdev:/dev/input/by-id/...-event-kbd", "serial:/dev/ttyACM0" or
// "serial:/dev/ttyS0@115200", "none".
#pragma once

#include <memory>
#include <string_view>

#include "kiosk/base/result.h"
#include "kiosk/scan/code_scanner.h"

namespace openday::device {

// Null for "none" or an empty text. The failure says what is expected.
[[nodiscard]] base::Result<std::unique_ptr<scan::CodeScanner>, scan::DeviceError> make_scanner(std::string_view where);

}  // namespace openday::device
