// Staff: who works at the box, each with a PIN. A part of the model (model.h). No PIN and no hash is ever here.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "kiosk/ui/model_staff.h"

namespace openday::ui {

// Intent::act of act_on_people.
enum class PeopleAct {
  add_steward, add_supervisor,   // text: the label; on to the PIN
  write_steward, write_supervisor,   // the label is typed
  label,                         // it is: on to the PIN
  change_pin,                    // text: StaffPerson::id; on to the PIN
  remove,                        // text: StaffPerson::id
  pin,                           // text: the digits, twice
  back
};

struct StaffPerson {
  std::string id, label;
  StaffRole role = StaffRole::steward;
  bool own = false;              // who is logged in
  bool can_remove = true;
};

enum class PeopleStep { list, label, pin, repeat };
enum class PeopleProblem { none, too_short, too_simple, not_the_same, taken, full, last_supervisor, own, failed, no_label, same_label };

struct StaffPeople {
  std::vector<StaffPerson> people;
  int most = 8;
  PeopleStep step = PeopleStep::list;
  std::string label;             // label: as far as it is typed; pin, repeat: whose PIN
  StaffRole adding = StaffRole::steward;   // label: of whom
  PeopleProblem problem = PeopleProblem::none;
  bool saving = false;
  std::uint64_t attempt = 0;     // changes with every answer: the screen empties its field
};

}  // namespace openday::ui
