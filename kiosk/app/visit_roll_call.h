// 点名: a part of the visit's state. It dies with the visit; what was tapped is on the disk.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/app/messages.h"
#include "kiosk/app/messages_roll_call.h"

namespace openday::app {

// A call of this visit: what can be taken back.
struct RollTap {
  std::string stop, name;
  event::RegistrationId guest;
  base::Uuid record;
};

struct RollCallProgress {
  RollChoice choice;
  std::shared_ptr<const RollList> list;          // null: not loaded yet
  std::vector<RollTap> taps;                     // the last one behind
  bool only_missing = false, failed = false;
  PaperStatus print;
};

struct VisitState;
// Asks for the roll anew, while staff look at it: another box may have called somebody.
[[nodiscard]] std::optional<WorkOnRollCall> look_at_roll(const VisitState& visit);

}  // namespace openday::app
