// Staff's page of one guest as it is drawn, from the roster and the fold of all boxes' records. Pure. Whole names: it is built only
// when staff ask for it and dies with their visit.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/app/documents.h"
#include "kiosk/app/guest_calls.h"
#include "kiosk/app/pin_entries.h"
#include "kiosk/base/clock.h"
#include "kiosk/event/attendance.h"

namespace openday::app {

struct GuestPageInput {
  const Documents& documents;
  std::string_view today;                          // Session::id in force; may be empty
  const event::Attendance& attendance;
  const std::map<base::Uuid, std::string>& boxes;  // their names
  const PinEntries& pins;                          // of this box
  base::Uuid device;                               // this box
  bool supervisor = false;
  const std::vector<GuestCall>& calls;             // of this guest
  base::Moment now;
};

// Null: neither on the roster nor in any record.
[[nodiscard]] std::shared_ptr<const ui::StaffGuest> make_guest_page(const GuestPageInput& in, const event::RegistrationId& guest);

[[nodiscard]] bool admits(const event::StoryFact& fact);   // a check-in or a walk-in that counts
// The session in which the guest is counted: the one in force, else that of the last admission that counts; empty: not here.
[[nodiscard]] std::string session_counted_in(const std::vector<event::StoryFact>& story, std::string_view today);
[[nodiscard]] int persons_counted(const std::vector<event::StoryFact>& story, std::string_view session);
// Persons that this registration may bring; a walk-in: as many as it has.
[[nodiscard]] int seats_of(const std::vector<event::StoryFact>& story, const event::Guest* listed);

}  // namespace openday::app
