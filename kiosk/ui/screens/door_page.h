// What the pages between a scan and its result share: ground, strip or staff frame, title, a line below it, the way back.
#pragma once

#include "kiosk/ui/screens/screens.h"
#include "kiosk/ui/widgets/controls.h"

namespace openday::ui {

struct DoorPage {
  Rect box;        // what is left for the page
  Rect whole;      // with the room beside and below the title
  Intent intent;   // of the foot
};
[[nodiscard]] DoorPage begin_door_page(const Model& model, ScreenState& state, const std::string& title, const std::string& below = {},
                                       float share = 1);   // of the width, for the words

// How many: minus, the number, plus. Returns the new number.
[[nodiscard]] int draw_stepper(Painter& p, Rect row, int value, int least, int most);

}  // namespace openday::ui
