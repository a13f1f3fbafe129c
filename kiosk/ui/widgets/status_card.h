// What a box is doing about something that takes a while: icon, what it is, what to do meanwhile, how far it is. In a row; on a tall
// panel one below the other.
#pragma once

#include <string>

#include "kiosk/ui/widgets/controls.h"

namespace openday::ui {

struct StatusCard {
  std::string strong, soft;   // soft may be empty, and gives way where there is no height for it
  Icon icon = Icon::schedule;
  Color color;
  bool busy = false;          // with a bar
  int percent = 0;
};
void draw_status_card(Painter& p, Rect rect, const StatusCard& card, bool tall);

}  // namespace openday::ui
