// What staff's pages share: denser sizes, the tabs between them, lists turned over by buttons.
#pragma once

#include <string>
#include <vector>

#include "kiosk/ui/screens/screens.h"
#include "kiosk/ui/widgets/controls.h"

namespace openday::ui {

struct StaffSizes {
  float margin, em, small, k;
  bool tight;
};
[[nodiscard]] StaffSizes staff_sizes(const Painter& p);

// Tabs stand at the foot of the page where there is height, else in its head instead of the title.
[[nodiscard]] bool staff_tabs_below(const Painter& p);
[[nodiscard]] float staff_tabs_height(const Painter& p);   // with the gap above; 0 in the head
[[nodiscard]] int staff_tab_count(const Model& model);
Intent draw_staff_tabs(const Model& model, Painter& p, Rect row);

// Title or tabs, and 退出; `right` is where the next button may end.
struct StaffHead {
  Intent intent;
  float right = 0;
};
[[nodiscard]] float staff_leave_width(const Model& model, const Painter& p);
StaffHead draw_staff_leave(const Model& model, Painter& p, Rect row);
Intent draw_staff_title(const Model& model, Painter& p, Rect row, Text title);

// Silk, frame, 退出, title or tabs: what stands around every staff page. `box` is what is left between them.
struct StaffPage {
  Rect box;
  Intent intent;
};
StaffPage begin_staff_page(const Model& model, ScreenState& state, Text title);

// Words to choose one of, in rows and columns that fill the area; the index tapped, or -1.
int draw_staff_choices(Painter& p, Rect area, const std::vector<std::string>& labels);

// The ground of a card that wants something of staff.
[[nodiscard]] Color attention_ground(const Painter& p);

// 上一页 2 / 5 下一页; moves `number` within 0..pages-1.
void draw_staff_turn(Painter& p, Rect row, int& number, int pages);

}  // namespace openday::ui
