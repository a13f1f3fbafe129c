// The attendance page's measures and its list. Internal to attendance*.cpp.
#pragma once

#include <algorithm>

#include "kiosk/ui/screens/screens.h"
#include "kiosk/ui/widgets/staff_page.h"

namespace openday::ui {

// The list in pages, with its head always there.
Intent draw_attendance_list(const Model& model, ScreenState& state, Rect rect);

}  // namespace openday::ui
