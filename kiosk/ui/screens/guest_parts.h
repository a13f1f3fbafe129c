// Parts of staff's page of one guest: what happened, and the sheets that ask for a reason, a session, a number.
#pragma once

#include <string>

#include "kiosk/ui/screens/screens.h"

namespace openday::ui {

[[nodiscard]] Intent guest_act(const Model& model, GuestAct what, int value = 0, std::string text = {});
Intent draw_story(const Model& model, ScreenState& state, Rect rect);
Intent draw_guest_sheet(const Model& model, ScreenState& state, Rect rect);

}  // namespace openday::ui
