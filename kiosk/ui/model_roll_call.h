// Staff: 点名. A part of the model (model.h), of one page alone. Whole names: staff pages only.
#pragma once

#include <string>
#include <vector>

#include "kiosk/ui/model_papers.h"

namespace openday::ui {

enum class RollGrouping { everybody, vehicle, group };

struct RollStopShown {
  std::string title;                     // of the plan; empty: the bus, or where guests gather
  bool boarding = false;                 // onto the bus
};

struct RollGroup {
  std::string label;                     // empty: of those who have none
  int present = 0, expected = 0;         // persons
};

struct RollRow {
  std::string name, category, tail, group;
  int present = 0, expected = 1, most = 1;   // persons: there, to be there, of the registration
  bool checked_in = true;                // false: on the list, and not seen at the entrance yet
  [[nodiscard]] int missing() const { return expected > present ? expected - present : 0; }
};

struct RollCall {
  std::vector<RollStopShown> stops;
  int stop = 0, stop_now = 0;            // shown, and where the programme is
  std::vector<RollGrouping> groupings;   // that the roster knows, at least everybody
  RollGrouping grouping = RollGrouping::everybody;
  std::vector<RollGroup> groups;         // of that grouping
  int group = -1;                        // shown; -1: all of them
  std::vector<RollRow> rows;             // of the group shown
  int present = 0, expected = 0;         // persons of it
  int missing = 0;                       // persons
  bool with_absent = false;              // those not checked in are on the roll too
  int not_checked_in = 0;                // persons of the list who are not on it
  bool only_missing = false;             // of the rows, those that miss somebody
  bool can_undo = false;
  std::string last;                      // name of the last one tapped
  bool failed = false;                   // the last tap could not be written
  PaperStage stage = PaperStage::idle;   // of the list of who is missing, on its way to the printer
  PaperProblem problem = PaperProblem::none;
  std::string printer;
};

// Intent::act of IntentKind::act_on_roll_call.
enum class RollCallAct {
  choose_stop, choose_grouping, choose_group,   // value: index, RollGrouping, index or -1
  set_persons,                                  // value: index of the row; text: how many are there
  undo, with_absent, only_missing, print, stop_printing
};

}  // namespace openday::ui
