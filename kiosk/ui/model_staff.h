// Staff: who works there, and the page from which they go on to what they do less often. A part of the model (model.h).
#pragma once

#include <string>
#include <vector>

#include "kiosk/ui/page.h"

namespace openday::ui {

// A steward lets guests in, finds them, registers walk-ins and undoes with a reason; a supervisor does everything.
enum class StaffRole { steward, supervisor };

struct StaffTile {
  Page page;
  int waiting = 0;               // what is to be done there: a number on the tile; 0: none
  std::string line{};            // below its word; may be empty
};

struct StaffMore {
  std::vector<StaffTile> tiles;  // that this role may open
  std::string worker;            // the label of who is logged in; may be empty
};

}  // namespace openday::ui
