// From the command line's camera text to a camera: "/dev/videoN" (V4L2), "dir:PATH" (pictures of a folder), "none".
#pragma once

#include <memory>
#include <string_view>

#include "kiosk/base/result.h"
#include "kiosk/scan/camera.h"

namespace openday::device {

// Null for "none" or an empty text. The failure says what is expected; whether the device is there shows when it is opened.
[[nodiscard]] base::Result<std::unique_ptr<scan::Camera>, scan::DeviceError> make_camera(std::string_view where);

}  // namespace openday::device
