// A state folder read whole, while its kiosk writes: this box's records, those that came from others, the batched ballots. What is
// counted is exactly what stands at the heads returned. For reports, by the command line and by the kiosk's own thread for papers.
#pragma once

#include <filesystem>
#include <vector>

#include "kiosk/event/attendance.h"
#include "kiosk/event/follow_up.h"
#include "kiosk/event/group_fold.h"
#include "kiosk/event/tally.h"
#include "kiosk/journal/journal.h"
#include "kiosk/journal/store_error.h"

namespace openday::journal {

struct StateFold {
  event::TallyFold tallies;
  event::CaseFold cases{event::KeptBallots::all};
  event::Attendance attendance;
  event::GroupFold groups;
  std::vector<Head> heads;   // of this box
};
[[nodiscard]] StoreResult<StateFold> fold_state(const std::filesystem::path& state);

}  // namespace openday::journal
