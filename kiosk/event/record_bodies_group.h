// What staff do with groups of guests: a tap of the roll call, a change of who has a place. As record_bodies.h says of all bodies.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "kiosk/event/record_bodies.h"

namespace openday::event {

struct RollCallBody {
  RegistrationId registration;
  std::string session;
  std::string stop;                   // where it was called: RollStop::id (roll_call.h)
  int persons = 0;                    // of this registration who are there; 0: none of them
  std::string by{};                   // staff role
  std::string entry{};                // whose PIN, on its box
};

// up: from the waiting list to those expected. declined: waits no longer. released: an expected guest gave the place back.
enum class WaitlistMove { up, declined, released };
[[nodiscard]] std::string_view to_string(WaitlistMove move);   // "up", "declined", "released"
struct WaitlistBody {
  WaitlistMove move = WaitlistMove::up;
  RegistrationId registration;
  std::string session;                // staff looked at; the move holds for all sessions of the guest
  std::string by{}, entry{};
};

[[nodiscard]] std::string to_json(const RollCallBody& body);
[[nodiscard]] std::string to_json(const WaitlistBody& body);

[[nodiscard]] std::optional<RollCallBody> read_roll_call(std::string_view json);
[[nodiscard]] std::optional<WaitlistBody> read_waitlist(std::string_view json);

}  // namespace openday::event
