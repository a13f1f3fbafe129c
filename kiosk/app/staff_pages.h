// What lies behind the tab of what staff do less often: pages, and who may open them. Pure.
#pragma once

#include <vector>

#include "kiosk/ui/model_staff.h"

namespace openday::app {

// Reached from the page of tiles, or from a row of another staff page; also that page itself.
[[nodiscard]] bool staff_goes_on_to(ui::Page page);

// The tiles of a role, in their order.
[[nodiscard]] std::vector<ui::Page> pages_of(ui::StaffRole role);

}  // namespace openday::app
