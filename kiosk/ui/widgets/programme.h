// The programme in pictures and words: rows, legs, badges of change.
#pragma once

#include "kiosk/ui/screens/screens.h"
#include "kiosk/ui/widgets/controls.h"

namespace openday::ui {

[[nodiscard]] std::string time_span(const Item& item);                       // "08:30–08:40"; what there is of it
[[nodiscard]] std::string change_text(const Painter& p, const Change& change);  // "改 +10 分"; empty without one
[[nodiscard]] Icon vehicle_icon(Vehicle vehicle);
[[nodiscard]] std::string vehicle_text(const Painter& p, Vehicle vehicle);   // 乘车, 步行
[[nodiscard]] std::string place_and_owner(const Item& item);                 // "三个窑沟 · 市西郊林场"
[[nodiscard]] std::string leg_text(const Painter& p, const Item& item);      // 约 20 分钟

// 还有 8 分钟 with the number large, ending at `right` on `baseline`; returns its left end. Nothing when unknown.
float draw_minutes_left(Painter& p, float right, float baseline, int minutes, float em, float number_em, Color words, Color number);

// The dotted way from place to place with its vehicle at `progress`.
void draw_way(Painter& p, Rect box, Vehicle vehicle, double progress, Color done, Color ahead, Color disc, Color sign, float dot = 1.15f);

// One row of the timeline; `rail_down` connects it to the next.
[[nodiscard]] float item_row_height(const Painter& p, const Item& item);
void draw_item_row(Painter& p, Rect row, const Item& item, bool rail_down);

}  // namespace openday::ui
