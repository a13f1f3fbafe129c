// A page on which staff type a passphrase or a label: title, the way on, a field that shows what was typed, the keyboard.
#pragma once

#include <string>

#include "kiosk/ui/screens/screens.h"
#include "kiosk/ui/widgets/controls.h"

namespace openday::ui {

struct PassphraseForm {
  std::string title, below, empty;       // empty: in the field before anything is typed
  std::string typed, on;                 // on: the button's word
  bool wrong = false;
  IntentKind kind = IntentKind::none;    // of the button; the caller gives it its act
  Icon icon = Icon::usb;
  std::string enter{};                   // on the keyboard's key while nothing is to be chosen; empty: the keyboard's own word
};
// Its button: an intent of `kind`. The way back: IntentKind::opinion_back.
[[nodiscard]] Intent draw_passphrase_page(const Model& model, ScreenState& state, const PassphraseForm& form);

}  // namespace openday::ui
