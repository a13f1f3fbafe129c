// The on-screen keyboard in the panel that a page gives it: tabs of the modes, candidates, keys or the pad for handwriting, ready
// phrases. It covers nothing: the page lays its field out above or beside the panel (screens/typing_page.h does that). Every key's
// label is what is written on it. Between two frames it keeps what is under the finger, nothing that was typed.
#pragma once

#include "kiosk/ui/screens/screens.h"

namespace openday::ui {

struct KeyboardLook {
  std::string enter;                                // words on the azurite key; empty: 选定 where something can be chosen, else none
  IntentKind enter_does = IntentKind::enter_key;
};

// Heights of the panel, design mm: with keys of 15 mm, and as it would like to be. The same for every mode of the page.
struct KeyboardRoom {
  float least = 0, wish = 0;
};
[[nodiscard]] KeyboardRoom keyboard_room(const Model& model, const ScreenState& state, float width);

Intent draw_keyboard(const Model& model, ScreenState& state, Rect panel, const KeyboardLook& look = {});

}  // namespace openday::ui
