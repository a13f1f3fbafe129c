// The attendance page's measures and its list. Internal to attendance*.cpp.
#pragma once

#include <algorithm>

#include "kiosk/ui/screens/screens.h"
#include "kiosk/ui/widgets/controls.h"

namespace openday::ui {

struct StaffSizes {
  float margin, em, small, k;
  bool tight;
};
[[nodiscard]] StaffSizes staff_sizes(const Painter& p);

// The list in pages, with its head always there.
Intent draw_attendance_list(const Model& model, ScreenState& state, Rect rect);

}  // namespace openday::ui
