// Staff: who works there, and the page from which they go on to what they do less often. A part of the model (model.h).
#pragma once

#include <optional>
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

// The last self-test put on record: when, and how many lines were how.
struct LastSelfTest {
  std::string when;              // "08:12"; of another day with its date
  int bad = 0, attention = 0, todo = 0;
};

struct StaffMore {
  std::vector<StaffTile> tiles;  // that this role may open
  std::string worker;            // the label of who is logged in; may be empty
  std::optional<LastSelfTest> self_test;   // nothing: never on this box
};

}  // namespace openday::ui
