// A hand scanner that is read by us and not by the window system: serial line or grabbed evdev device (kiosk/device).
// Owned and called by one thread. After any error but `timeout` the owner calls close() and, later, open() again.
#pragma once

#include <string>

#include "kiosk/base/result.h"
#include "kiosk/scan/device_error.h"
#include "kiosk/scan/frame.h"

namespace openday::scan {

class CodeScanner {
 public:
  virtual ~CodeScanner() = default;
  [[nodiscard]] virtual base::Result<void, DeviceError> open() = 0;
  // The next whole code, as bytes, without its terminator. Blocks until `deadline` at most.
  [[nodiscard]] virtual base::Result<std::string, DeviceError> next(MonoTime deadline) = 0;
  virtual void close() = 0;
  [[nodiscard]] virtual std::string describe() const = 0;
};

}  // namespace openday::scan
