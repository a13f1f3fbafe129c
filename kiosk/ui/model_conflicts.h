// Staff: what they must read and settle about who is there. A part of the model (model.h). Whole names: staff pages only.
#pragma once

#include <string>
#include <vector>

#include "kiosk/event/conflict_kinds.h"

namespace openday::ui {

struct ConflictAdmission {
  std::string time;                      // "08:41"; empty: its clock was not known to be right
  std::string box;                       // its name; may be empty
  std::string name;                      // of this one, where they differ
  int persons = 1;
  int way = 0;                           // event::Way
  bool walk_in = false;
};

struct StaffConflict {
  event::CardKind kind = event::CardKind::admitted_elsewhere;
  std::string who, category, tail;       // tail: last digits of the phone; any may be empty
  int seats = 1;
  std::string session;                   // its title where the plan has several
  std::vector<ConflictAdmission> admissions;   // the first of them
  int count = 0, persons = 0;            // of all
  std::vector<std::string> resembles;    // on the list and not in yet: "张伟 · 人大代表 · 尾号 1234"
  std::vector<event::CardOutcome> outcomes;
};

struct StaffConflicts {
  std::vector<StaffConflict> cards;
  bool loaded = false;
  bool saving = false;
  bool failed = false;                   // the last one could not be written
  bool changed = false;                  // somebody was faster: the card is shown anew
};

}  // namespace openday::ui
