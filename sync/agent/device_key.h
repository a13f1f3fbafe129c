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

// A key that is to take the place of the device's: keys/device.key.next, made when missing, and put in its place by adopt_next_key().
[[nodiscard]] base::Result<base::SigningKey, DeviceKeyError> next_device_key(const std::filesystem::path& state);
[[nodiscard]] base::Result<void, DeviceKeyError> adopt_next_key(const std::filesystem::path& state);

}  // namespace openday::agent
