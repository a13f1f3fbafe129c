// What a verdict looks like and says: sign, colour, what happened, what to do now, which button leads on. One table.
#pragma once

#include <string>

#include "kiosk/ui/screens/screens.h"
#include "kiosk/ui/widgets/controls.h"
#include "kiosk/ui/widgets/marks.h"

namespace openday::ui {

enum class Tone { welcome, attention, refusal };

struct ResultWords {
  Tone tone;
  std::string title, happened, next_step;
  IntentKind way;            // of the main button
  Icon way_icon;
  std::string way_label;
};

[[nodiscard]] ResultWords words_for(const Model& model, const Painter& p);

}  // namespace openday::ui
