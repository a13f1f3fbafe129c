// The seconds until a page returns by itself, with what they mean beside the ring. A tap on them keeps the page.
#pragma once

#include <optional>

#include "kiosk/ui/screens/screens.h"

namespace openday::ui {

struct Countdown {
  int left = 0, total = 0;          // seconds; nothing is drawn where total is 0
  float size = 0, em = 0;           // of the ring; of the words at most, mm
  Color ring{}, track{}, ink{};
  std::optional<Color> plate{};     // behind both
};
// In the middle of `centre`, at most `room` wide; where that is too little for words, the ring alone is understood.
Intent draw_countdown_to_home(const Model& model, Painter& p, Point centre, float room, const Countdown& countdown);

}  // namespace openday::ui
