// The rows of the page about the line. Internal to screens/line*.cpp.
#pragma once

#include <cstddef>
#include <string>

#include "kiosk/ui/painter.h"

namespace openday::ui {

// A figure: what it is, how it stands, and what to do where something is.
struct LineFact {
  std::string label, value, step;
};
// Of rows, side by side, in a box of this width (mm).
[[nodiscard]] std::size_t line_columns(const Painter& p, float width);
[[nodiscard]] float line_fact_height(const Painter& p, float width, const LineFact& fact);
void draw_line_fact(Painter& p, Rect rect, const LineFact& fact);

}  // namespace openday::ui
