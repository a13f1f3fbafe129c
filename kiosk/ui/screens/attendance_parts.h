// The attendance page's measures and its list. Internal to attendance*.cpp.
#pragma once

#include <algorithm>
#include <optional>

#include "kiosk/ui/screens/screens.h"
#include "kiosk/ui/widgets/staff_page.h"

namespace openday::ui {

// Who called for help: the first of them with its button, how many more.
[[nodiscard]] float calls_height(const Painter& p);   // of one line
Intent draw_calls(const Model& model, Painter& p, Rect rect);

// What keeps badges from being printed, in words with a place for how many.
[[nodiscard]] std::optional<Text> badge_trouble(const StaffBadges& badges);

// Figures by category, session or inviting department, in pages where they are many, and the switch between these.
[[nodiscard]] float groups_height(const Model& model, const Painter& p, float width);   // of all of them
[[nodiscard]] float groups_least_height(const Model& model, const Painter& p);          // of a row of them
Intent draw_groups(const Model& model, ScreenState& state, Rect box);

// The page while the list is searched, and the line above a list that was.
Intent draw_attendance_search(const Model& model, ScreenState& state);
[[nodiscard]] float found_line_height(const Model& model, const Painter& p);   // 0: every row is shown
Intent draw_found_line(const Model& model, ScreenState& state, Rect row);

// The list in pages, with its head always there.
Intent draw_attendance_list(const Model& model, ScreenState& state, Rect rect);

}  // namespace openday::ui
