// The device's key: made once on the box, 0600 in STATE/keys, held by syncd alone. Its public half goes to the bureau.
#pragma once

#include <filesystem>

#include "kiosk/base/crypto.h"
#include "kiosk/base/result.h"

namespace openday::agent {

struct DeviceKey {
  base::SigningKey key;
  std::filesystem::path public_file;   // PEM, for openday-bureau admin devices add
  bool fresh = false;
};

enum class DeviceKeyError { missing, unreadable, unwritable };

// Makes the key when there is none; an existing one is never replaced. The public file is written again when missing.
[[nodiscard]] base::Result<DeviceKey, DeviceKeyError> init_device_key(const std::filesystem::path& state);
[[nodiscard]] base::Result<DeviceKey, DeviceKeyError> load_device_key(const std::filesystem::path& state);

}  // namespace openday::agent
