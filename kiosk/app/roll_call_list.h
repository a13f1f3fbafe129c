// A roll as staff see it: who is to be at a stop, who is there, who is missing. Pure; linear in roster and attendance.
#pragma once

#include "kiosk/app/documents.h"
#include "kiosk/app/messages_roll_call.h"
#include "kiosk/event/attendance.h"
#include "kiosk/event/group_fold.h"

namespace openday::app {

struct RollInput {
  const Documents& documents;
  const event::Session& session;
  const event::Attendance& attendance;
  event::GroupFold& groups;
  base::Instant now;
};

// Without a choice: the stop where the programme is, by vehicle at a bus and by group elsewhere, as far as the roster names them. On the
// roll is who checked in and whoever was called there; with the absent, all who are expected.
[[nodiscard]] RollList make_roll_list(const RollInput& in, const RollChoice& choice);

}  // namespace openday::app
