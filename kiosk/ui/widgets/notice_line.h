// What the bureau tells everybody, in one card on other pages: the most pressing notice, how many there are, and the way to read them whole.
#pragma once

#include "kiosk/ui/screens/screens.h"
#include "kiosk/ui/widgets/controls.h"

namespace openday::ui {

struct PressingLook {
  Text word;
  Color color;
  Icon icon;
};
[[nodiscard]] PressingLook look_of(const Painter& p, Pressing pressing);

// Two lines, two of the smallest type, one.
enum class NoticeRoom { full, small, least };

// 0 when there is nothing to tell; never less than a target.
[[nodiscard]] float notice_line_height(const Painter& p, float width, const Event& event, NoticeRoom room);
Intent draw_notice_line(const Model& model, ScreenState& state, Rect rect, NoticeRoom room);

}  // namespace openday::ui
