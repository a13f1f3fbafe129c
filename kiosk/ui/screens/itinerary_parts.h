// The parts of the itinerary page. Internal to itinerary*.cpp.
#pragma once

#include <vector>

#include "kiosk/ui/screens/screens.h"
#include "kiosk/ui/widgets/programme.h"

namespace openday::ui {

// The present item: malachite, minutes left large, the way or the progress with its now-mark below (itinerary_present.cpp).
[[nodiscard]] float present_height(const Painter& p, const Item& item, bool roomy);
void draw_present(const Model& model, Painter& p, Rect rect, const Item& item, bool roomy);

// Rows under the headings of their groups, as many as the box holds, the rest by turning the page (itinerary_rows.cpp).
void draw_rows(Painter& p, Rect box, const std::vector<const Item*>& rows, int& page_number);
// What runs beside the present item: the whole time, or for a part of the guests.
[[nodiscard]] float beside_height(const Painter& p);
void draw_beside(Painter& p, Rect rect, const Item& item);

// What the event's state or staff have to say; height 0: nothing (itinerary_banner.cpp).
[[nodiscard]] float banner_height(const Painter& p, float width, const Event& event);
void draw_banner(Painter& p, Rect rect, const Event& event);
// The sessions of the plan; `shown` is the one whose rows are drawn.
[[nodiscard]] float session_tabs_height(const Painter& p, const Event& event);
void draw_session_tabs(Painter& p, Rect row, const Event& event, std::size_t& shown);

// The code for the phone's calendar above everything; closes itself (itinerary_calendar.cpp).
void draw_calendar_card(const Model& model, ScreenState& state);

}  // namespace openday::ui
