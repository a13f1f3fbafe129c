// A source of frames: V4L2, a folder of pictures, pictures shown by a script (kiosk/device), or a test's misbehaving fake.
// Owned and called by one thread. After any error but `timeout` the owner calls close() and, later, open() again.
#pragma once

#include <cstdint>
#include <string>

#include "kiosk/base/result.h"
#include "kiosk/scan/device_error.h"
#include "kiosk/scan/frame.h"

namespace openday::scan {

struct CameraCounts {
  std::uint64_t frames = 0;   // delivered
  std::uint64_t damaged = 0;  // dropped: short or corrupt
  std::uint64_t skipped = 0;  // newer ones were waiting, or the camera's count jumped
};

class Camera {
 public:
  virtual ~Camera() = default;

  [[nodiscard]] virtual base::Result<void, DeviceError> open() = 0;

  // The newest frame, into `out` (its memory is reused); older ones that waited are skipped. Blocks until `deadline` at most.
  [[nodiscard]] virtual base::Result<void, DeviceError> next(Frame& out, MonoTime deadline) = 0;

  virtual void close() = 0;  // closing a closed camera does nothing

  // For logs and the staff's screen: "/dev/video0 (name of the camera), MJPG 1280x720".
  [[nodiscard]] virtual std::string describe() const = 0;

  [[nodiscard]] virtual CameraCounts counts() const = 0;
};

}  // namespace openday::scan
