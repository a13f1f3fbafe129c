// What guests may see of the results: 满意率 and the five numbers, of a questionnaire that the plan publishes.
#pragma once

#include "kiosk/ui/screens/screens.h"

namespace openday::ui {

[[nodiscard]] float published_height(const Painter& p);
void draw_published(Painter& p, Rect rect, const PublicResults& results);

}  // namespace openday::ui
