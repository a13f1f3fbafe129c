// What lists and pages of staff take from the plan: the label of a category, the title of a session, the time of day of a record. Pure.
#pragma once

#include <string>
#include <string_view>

#include "kiosk/event/plan.h"

namespace openday::app {

[[nodiscard]] std::string category_label(const event::Plan& plan, std::string_view category);   // its id where the plan does not know it
[[nodiscard]] std::string session_title(const event::Plan& plan, std::string_view session);     // its id where it has none
// "08:41" in the event's zone; empty where `at` is not RFC 3339.
[[nodiscard]] std::string clock_of(const event::Plan& plan, std::string_view at);

}  // namespace openday::app
