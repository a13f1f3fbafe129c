#include "kiosk/device/camera_factory.h"

#include <string>

#include <fmt/format.h>

#include "kiosk/device/camera_folder.h"
#include "kiosk/device/camera_v4l2.h"

namespace openday::device {

base::Result<std::unique_ptr<scan::Camera>, scan::DeviceError> make_camera(std::string_view where) {
  constexpr std::string_view kFolder = "dir:";
  if (where.empty() || where == "none") return nullptr;
  if (where.starts_with(kFolder) && where.size() > kFolder.size()) return std::make_unique<FolderCamera>(where.substr(kFolder.size()));
  if (where.starts_with("/dev/")) return std::make_unique<V4l2Camera>(std::string(where));
  return base::fail(scan::DeviceError::format, fmt::format("camera \"{}\": expected /dev/videoN, dir:PATH or none", where));
}

}  // namespace openday::device
