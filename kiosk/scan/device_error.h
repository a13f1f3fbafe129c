// Why a camera or a scanner gives nothing. Shared by camera.h and code_scanner.h so that one reopening rule serves both.
#pragma once

namespace openday::scan {

enum class DeviceError {
  missing,    // no such device or folder
  denied,     // no permission: the service user is not in the device's group
  unplugged,  // was there, went away
  busy,       // another program has it
  format,     // not such a device, or no format that can be read
  timeout     // nothing came before the deadline; the device stays open
};

[[nodiscard]] constexpr const char* to_string(DeviceError error) {
  switch (error) {
    case DeviceError::missing: return "missing";
    case DeviceError::denied: return "denied";
    case DeviceError::unplugged: return "unplugged";
    case DeviceError::busy: return "busy";
    case DeviceError::format: return "format";
    case DeviceError::timeout: return "timeout";
  }
  return "?";
}

}  // namespace openday::scan
