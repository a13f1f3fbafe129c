// Places as staff see them: what the plan's limits leave, who waits, who is absent, who was moved. Pure; linear in the roster for each
// session of the plan.
#pragma once

#include <functional>
#include <string_view>

#include "kiosk/app/documents.h"
#include "kiosk/app/messages_places.h"
#include "kiosk/event/attendance.h"
#include "kiosk/event/waitlist.h"

namespace openday::app {

struct PlacesInput {
  const Documents& documents;                            // the roster as the moves leave it
  const event::Session& session;                         // looked at
  const event::Attendance& attendance;
  const event::GuestMoves& moves;
  std::function<event::Keeps(const event::Session&)> keeps;
};

// Everybody who waits, first in line first, of all sessions of the plan.
[[nodiscard]] std::vector<event::InLine> line_of(const PlacesInput& in);

[[nodiscard]] PlacesList make_places_list(const PlacesInput& in, ui::PlacesView view);

}  // namespace openday::app
