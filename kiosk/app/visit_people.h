// Staff's page of who works at the box, as the visit knows it: which step, for whom, what was typed first. Dies with the visit.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "kiosk/app/compose.h"
#include "kiosk/app/messages_staff.h"

namespace openday::app {

inline constexpr std::size_t kMostStaffLabel = 12;   // characters

struct PeopleProgress {
  std::shared_ptr<const ui::StaffPeople> people;   // as the desk said last
  ui::PeopleStep step = ui::PeopleStep::list;
  ui::PeopleProblem problem = ui::PeopleProblem::none;
  std::string id, label;                           // whose PIN is typed; id empty: a new entry
  ui::StaffRole role = ui::StaffRole::steward;
  Compose typed{kMostStaffLabel, true};            // the label
  std::string first;                               // the PIN to be repeated
  std::uint64_t attempt = 0;
};

// The page of one guest.
struct GuestPageProgress {
  event::RegistrationId guest;
  std::shared_ptr<const ui::StaffGuest> shown;     // null: on its way
  ui::GuestSaved saved = ui::GuestSaved::saved;    // of what was done last
  bool badge_sent = false;
};

}  // namespace openday::app
