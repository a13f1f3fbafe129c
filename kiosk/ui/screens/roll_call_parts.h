// The parts of staff's page for the roll call: each draws itself into its box and returns what was done.
#pragma once

#include "kiosk/ui/model_roll_call.h"
#include "kiosk/ui/widgets/staff_page.h"

namespace openday::ui {

[[nodiscard]] Intent roll_act(const Model& model, RollCallAct what, int value = 0, std::string text = {});

// Which bus or place, and the groups of it; 0: there is only one group.
Intent draw_roll_stop(const Model& model, Painter& p, Rect row);
[[nodiscard]] float roll_groups_height(const Model& model, const Painter& p, float width);
Intent draw_roll_groups(const Model& model, ScreenState& state, Rect box);

// The guests, a tile each.
Intent draw_roll_list(const Model& model, ScreenState& state, Rect box);

}  // namespace openday::ui
