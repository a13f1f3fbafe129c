// Ten digits, delete and confirm. What is typed belongs to the page.
#pragma once

#include <string>

#include "kiosk/ui/widgets/controls.h"

namespace openday::ui {

struct DigitPad {
  int least = 1, most = 12;   // digits that can be confirmed, and typed
  bool enabled = true;
};

// What was typed, a dot each, in boxes of which there are at least `least`.
void draw_digit_boxes(Painter& p, Rect row, int least, std::size_t typed);

// True when `digits` were confirmed.
[[nodiscard]] bool draw_digit_pad(Painter& p, Rect box, std::string& digits, const DigitPad& pad);

}  // namespace openday::ui
