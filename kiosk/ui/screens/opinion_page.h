// What the pages of an opinion share: ground, strip, title, the row with the way back and the way on, the quiet row. In staff mode
// (staff type for a guest) the ochre frame stands around them.
#pragma once

#include "kiosk/ui/screens/screens.h"
#include "kiosk/ui/widgets/controls.h"

namespace openday::ui {

// The way on: its words say what is still missing where it cannot be taken yet.
struct WayOn {
  std::string label;                     // empty: the page has none
  IntentKind kind = IntentKind::none;
  bool enabled = true;
  Icon icon = Icon::arrow_forward;
};

struct OpinionPage {
  Rect box;                              // what is left for the page, between title and buttons
  Intent intent;
};
[[nodiscard]] OpinionPage begin_opinion_page(const Model& model, ScreenState& state, const std::string& title, const std::string& below, const WayOn& on);

}  // namespace openday::ui
