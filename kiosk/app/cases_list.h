// The follow-up list as staff see it: open ones first, overdue before others, dates as words. Pure.
#pragma once

#include "kiosk/event/follow_up.h"
#include "kiosk/ui/model_results.h"

namespace openday::app {

[[nodiscard]] ui::StaffCases make_cases(const event::Plan& plan, const event::FollowUpList& list, event::Date today);
// Departments that the plan names anywhere, in the order in which they come up, each once.
[[nodiscard]] std::vector<std::string> departments_of(const event::Plan& plan);

}  // namespace openday::app
