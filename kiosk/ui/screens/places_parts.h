// The parts of staff's page of places.
#pragma once

#include "kiosk/ui/model_places.h"
#include "kiosk/ui/widgets/staff_page.h"

namespace openday::ui {

[[nodiscard]] Intent places_act(const Model& model, PlacesAct what, int value);
Intent draw_place_rows(const Model& model, ScreenState& state, Rect box);

}  // namespace openday::ui
