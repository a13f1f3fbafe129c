// The 16 random bytes that name one registration: claim 7 (cti) of a confirmation, key of the roster and of attendance.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "kiosk/base/bytes.h"

namespace openday::event {

struct RegistrationId {
  std::array<std::uint8_t, 16> bytes{};
  auto operator<=>(const RegistrationId&) const = default;
};

[[nodiscard]] inline std::string to_string(const RegistrationId& id) { return base::to_hex(id.bytes); }
[[nodiscard]] inline std::optional<RegistrationId> parse_registration_id(std::string_view hex) {
  const auto bytes = base::array_from_hex<16>(hex);
  return bytes ? std::optional<RegistrationId>(RegistrationId{*bytes}) : std::nullopt;
}

struct RegistrationIdHash {
  std::size_t operator()(const RegistrationId& id) const {
    return std::hash<std::string_view>{}({reinterpret_cast<const char*>(id.bytes.data()), id.bytes.size()});
  }
};

}  // namespace openday::event
