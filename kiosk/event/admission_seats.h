// How many seats a category still has: the least of what its own quota, the joint quotas and the cap leave. Pure.
#pragma once

#include <functional>
#include <optional>

#include "kiosk/event/attendance.h"
#include "kiosk/event/plan.h"
#include "kiosk/event/roster.h"

namespace openday::event {

// Does this absent guest keep the place? Who has waived (no_show and grace of the plan) does not.
using Keeps = std::function<bool(const Guest&, const Category&)>;

struct Seating {
  const Plan& plan;
  const Session* session;              // in force; may be none
  std::string_view session_id;
  const Roster* roster;                // may be none
  const Attendance& attendance;
  // From this asker. Never from each other: leave it empty then.
  Keeps held{};
};

// Nothing: no limit applies. Never below 0. Quotas count their own categories whatever the role, the cap of the session (before that
// of the plan) external persons only. Linear in the roster where absent guests keep seats, else flat.
[[nodiscard]] std::optional<int> seats_left(const Seating& seating, const Category& category);

}  // namespace openday::event
