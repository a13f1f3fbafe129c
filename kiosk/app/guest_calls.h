// Whether a guest was there when the roll was called, for staff's page of the guest. Pure.
#pragma once

#include <string>
#include <vector>

#include "kiosk/event/group_fold.h"
#include "kiosk/event/itinerary.h"

namespace openday::app {

struct GuestCall {
  std::string stop;                       // its title; empty: no row of the programme names it
  bool boarding = false;                  // before the bus leaves
  std::string at;                         // RFC 3339: of the guest's own tap, else of the last one there
  int persons = 0;                        // of this registration; 0: nobody
};

// Every stop at which the roll was called, in programme order; not those over before the guest came in at `since` (RFC 3339; empty: never).
[[nodiscard]] std::vector<GuestCall> calls_of(const event::Plan& plan, const event::Itinerary& itinerary, std::string_view session, event::GroupFold& groups,
                                              const event::RegistrationId& guest, std::string_view since);

}  // namespace openday::app
