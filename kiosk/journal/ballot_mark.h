// The spent-mark of a guest and a subject: HMAC-SHA-256 under the event's secret. Shared by the writer and by readers. Internal.
#pragma once

#include <string>
#include <string_view>

#include <fmt/format.h>

#include "kiosk/base/crypto.h"
#include "kiosk/event/registration_id.h"

namespace openday::journal {

[[nodiscard]] inline std::string mark_key_name(std::string_view event) { return fmt::format("ballot-key/{}", event); }   // of the setting
[[nodiscard]] inline base::Digest make_mark(const std::string& key, const event::RegistrationId& registration, std::string_view subject) {
  std::string message(base::as_text(registration.bytes));
  message += subject;
  return base::hmac_sha256(base::as_bytes(key), base::as_bytes(message));
}

}  // namespace openday::journal
