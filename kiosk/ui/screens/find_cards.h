// A guest who was found, as a card: round mark, masked name, who they are.
#pragma once

#include "kiosk/ui/screens/screens.h"
#include "kiosk/ui/widgets/controls.h"

namespace openday::ui {

// Category and who invited, the group, the phone's tail in staff mode, how many look alike: one line.
[[nodiscard]] std::string found_line(const Painter& p, const FoundGuest& guest);
[[nodiscard]] float found_card_height(const Painter& p);        // as it would like to be
[[nodiscard]] float least_found_card_height(const Painter& p);
// True when it was tapped. `chosen`: the one whose fact is asked for; it cannot be tapped.
bool draw_found_card(Painter& p, Rect rect, const FoundGuest& guest, bool chosen);

}  // namespace openday::ui
