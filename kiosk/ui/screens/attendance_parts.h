// The attendance page's measures and its list. Internal to attendance*.cpp.
#pragma once

#include <algorithm>

#include "kiosk/ui/screens/screens.h"
#include "kiosk/ui/widgets/staff_page.h"

namespace openday::ui {

// Who called for help: the first of them with its button, how many more.
[[nodiscard]] float calls_height(const Painter& p);   // of one line
Intent draw_calls(const Model& model, Painter& p, Rect rect);

// Figures by category, session or inviting department, in pages where they are many, and the switch between these.
[[nodiscard]] float groups_height(const Model& model, const Painter& p, float width);   // of all of them
[[nodiscard]] float groups_least_height(const Model& model, const Painter& p);          // of a row of them
Intent draw_groups(const Model& model, ScreenState& state, Rect box);

// The list in pages, with its head always there.
Intent draw_attendance_list(const Model& model, ScreenState& state, Rect rect);

}  // namespace openday::ui
