// What stands above the page in the low-reach layout: the event's name over hills, never anything to touch.
#pragma once

#include "kiosk/ui/screens/screens.h"

namespace openday::ui {

// Nothing when the page takes the whole panel. A result brings its own ground up to the panel's edge.
void draw_above(const Model& model, ScreenState& state);

}  // namespace openday::ui
