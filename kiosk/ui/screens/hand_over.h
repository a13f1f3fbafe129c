// The two halves of the page for what comes and goes by stick. Internal to screens/hand_over*.cpp.
#pragma once

#include "kiosk/ui/model_hand_over.h"
#include "kiosk/ui/screens/screens.h"

namespace openday::ui {

[[nodiscard]] Intent hand_over_act(const Model& model, HandOverAct what, int value = 0);
[[nodiscard]] Text hand_over_document(const std::string& kind);
Intent draw_hand_over_preview(const Model& model, ScreenState& state);

}  // namespace openday::ui
