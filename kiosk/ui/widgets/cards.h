// The two cards that several pages share: what is on now and next, and how to show the code to the scanner.
#pragma once

#include "kiosk/ui/screens/screens.h"
#include "kiosk/ui/widgets/controls.h"

namespace openday::ui {

// Now and next of the event, or what the event's state is when nothing is on. Drops its next row, then its place, when `height`
// is less than it would like.
struct NowCardPlan {
  bool place = true, next = true;
  bool one_row = false;  // nothing but its title
};
[[nodiscard]] float now_card_height(const Painter& p, const Event& event, const NowCardPlan& plan);
void draw_now_card(const Model& model, ScreenState& state, Rect rect, const NowCardPlan& plan);
[[nodiscard]] bool has_now_card(const Event& event);

// What an event that does not run has to say: title, and a sentence of the plan, of staff or of the kiosk.
struct Notice {
  Text title;
  Icon icon;
  Color color;
};
[[nodiscard]] Notice notice_for(const Painter& p, const Event& event);
[[nodiscard]] std::string notice_text(const Painter& p, const Event& event);

// Where to hold the code. Runs off the page at the edge where the scanner is; shows the camera's picture while it is wanted.
Intent draw_code_card(const Model& model, ScreenState& state, Rect rect);

// The camera's picture, mirrored, cut to the rectangle.
void draw_preview(const Model& model, ScreenState& state, Rect rect);

}  // namespace openday::ui
