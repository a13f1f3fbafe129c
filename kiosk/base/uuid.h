// UUIDs (RFC 9562): version 7 for records (time-ordered), version 4 for ballots and devices. Randomness comes as an argument.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "kiosk/base/bytes.h"
#include "kiosk/base/time.h"

namespace openday::base {

struct Uuid {
  std::array<std::uint8_t, 16> bytes{};
  auto operator<=>(const Uuid&) const = default;
};

using Random16 = std::array<std::uint8_t, 16>;

[[nodiscard]] Uuid make_uuid_v7(Instant at, const Random16& random);
[[nodiscard]] Uuid make_uuid_v4(const Random16& random);
[[nodiscard]] std::string to_string(const Uuid& uuid);                 // 8-4-4-4-12, lower case
[[nodiscard]] std::optional<Uuid> parse_uuid(std::string_view text);   // that form only, any version

}  // namespace openday::base
