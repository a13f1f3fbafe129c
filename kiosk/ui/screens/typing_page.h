// The frame of a page on which a guest types: strip, title, the row with the way back and the way on, the quiet row, and what is left
// for the page's own field and for the keyboard: one above the other in portrait, side by side where the panel is wide enough. On small
// panels the strip goes and the quiet row joins the row of ways.
#pragma once

#include "kiosk/ui/screens/screens.h"
#include "kiosk/ui/widgets/controls.h"

namespace openday::ui {

struct TypingFrame {
  std::string title, below;                            // below: a line under the title, or beside it
  struct Way {
    std::string label;                                 // empty: there is none
    IntentKind kind = IntentKind::none;
    Icon icon = Icon::arrow_forward;
    bool enabled = true, icon_behind = true;
    Look look = Look::main;                            // main where it is the page's one main action
  };
  Way back{{}, IntentKind::opinion_back, Icon::arrow_back, true, false, Look::floating};   // label empty: 返回
  Way on;
  float content_least = 34;                            // height that the page's own content cannot do without, mm
};

struct TypingPage {
  Rect content, panel;                                 // panel: for draw_keyboard
  Intent intent;
};
[[nodiscard]] TypingPage begin_typing_page(const Model& model, ScreenState& state, const TypingFrame& frame);

}  // namespace openday::ui
