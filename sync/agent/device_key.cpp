#include "sync/agent/device_key.h"

#include <sys/stat.h>

#include <fmt/core.h>

#include "kiosk/base/file.h"
#include "kiosk/journal/layout.h"

namespace openday::agent {
namespace {

constexpr unsigned kKeyMode = 0600;
constexpr unsigned kPublicMode = 0644;

std::filesystem::path private_file(const std::filesystem::path& state) { return journal::Layout{state}.keys_folder() / "device.key"; }
std::filesystem::path public_file(const std::filesystem::path& state) { return journal::Layout{state}.keys_folder() / "device.pub"; }

base::Result<DeviceKey, DeviceKeyError> make_key(const std::filesystem::path& state) {
  const auto folder = journal::Layout{state}.keys_folder();
  std::error_code error;
  const bool made = std::filesystem::create_directories(folder, error);
  if (error) return base::fail(DeviceKeyError::unwritable, fmt::format("cannot make {}: {}", folder.string(), error.message()));
  if (made) ::chmod(folder.c_str(), 0700);
  auto key = base::SigningKey::generate();
  if (const auto done = base::write_file_durably(private_file(state), key.to_pem(), kKeyMode); !done) {
    return base::fail(DeviceKeyError::unwritable, done.error().what);
  }
  return DeviceKey{std::move(key), public_file(state), true};
}

std::filesystem::path next_file(const std::filesystem::path& state) { return journal::Layout{state}.keys_folder() / "device.key.next"; }

}  // namespace

base::Result<DeviceKey, DeviceKeyError> load_device_key(const std::filesystem::path& state) {
  auto key = base::SigningKey::load(private_file(state));
  if (key) return DeviceKey{std::move(*key), public_file(state), false};
  if (key.error().kind == base::KeyError::missing) {
    return base::fail(DeviceKeyError::missing, fmt::format("{} is missing: run openday-syncd --state {} --init once", private_file(state).string(), state.string()));
  }
  return base::fail(DeviceKeyError::unreadable, key.error().what);
}

base::Result<DeviceKey, DeviceKeyError> init_device_key(const std::filesystem::path& state) {
  auto found = load_device_key(state);
  if (!found && found.error().kind == DeviceKeyError::missing) found = make_key(state);
  if (!found) return found;
  const auto pem = base::public_key_to_pem(found->key.public_key());
  if (const auto there = base::read_file(found->public_file); there && *there == pem) return found;
  if (const auto done = base::write_file_durably(found->public_file, pem, kPublicMode); !done) {
    return base::fail(DeviceKeyError::unwritable, done.error().what);
  }
  return found;
}

base::Result<base::SigningKey, DeviceKeyError> next_device_key(const std::filesystem::path& state) {
  auto found = base::SigningKey::load(next_file(state));
  // What is the key already was left there by a power cut: asked for again, it would be no new key.
  const auto key_now = base::SigningKey::load(private_file(state));
  const bool adopted = found && key_now && found->public_key() == key_now->public_key();
  if (found && !adopted) return std::move(*found);
  if (!found && found.error().kind != base::KeyError::missing) return base::fail(DeviceKeyError::unreadable, found.error().what);
  auto key = base::SigningKey::generate();
  const auto done = base::write_file_durably(next_file(state), key.to_pem(), kKeyMode);
  if (!done) return base::fail(DeviceKeyError::unwritable, done.error().what);
  return key;
}

base::Result<void, DeviceKeyError> adopt_next_key(const std::filesystem::path& state) {
  const auto text = base::read_file(next_file(state));
  if (!text) return base::fail(DeviceKeyError::missing, text.error().what);
  if (const auto done = base::write_file_durably(private_file(state), *text, kKeyMode); !done) return base::fail(DeviceKeyError::unwritable, done.error().what);
  std::error_code ignored;
  std::filesystem::remove(next_file(state), ignored);
  const auto shown = init_device_key(state);   // the public half beside it
  return shown ? base::Result<void, DeviceKeyError>() : tl::unexpected(shown.error());
}

}  // namespace openday::agent
