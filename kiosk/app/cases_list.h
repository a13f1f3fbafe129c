// The follow-up list as staff see it: open ones first, overdue before others, dates as words. Pure.
#pragma once

#include <vector>

#include "kiosk/event/follow_up.h"
#include "kiosk/ui/model_results.h"

namespace openday::app {

// `subjects`: those of config/opinions, for a plan that names none of its own.
[[nodiscard]] ui::StaffCases make_cases(const event::Plan& plan, const std::vector<event::OpinionSubject>& subjects, const event::FollowUpList& list, event::Date today);

}  // namespace openday::app
