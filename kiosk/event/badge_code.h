// What the small code on a badge says: whose badge it is, for staff who scan it. It lets nobody in.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "kiosk/event/registration_id.h"

namespace openday::event {

inline constexpr std::string_view kBadgeOpening = "OD-GUEST:";

[[nodiscard]] inline std::string badge_code(const RegistrationId& guest) { return std::string(kBadgeOpening) + to_string(guest); }
[[nodiscard]] inline std::optional<RegistrationId> parse_badge(std::string_view text) {
  if (!text.starts_with(kBadgeOpening)) return std::nullopt;
  return parse_registration_id(text.substr(kBadgeOpening.size()));
}

}  // namespace openday::event
