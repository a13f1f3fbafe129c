// Which session of a plan is in force, and on which day it is held: by the plan's dates, and where the plan knows only a month or
// ten days of one (or the day moved), by staff's word (a correction `held-on`). Pure.
#pragma once

#include <optional>
#include <vector>

#include "kiosk/event/plan.h"
#include "kiosk/event/record_bodies.h"

namespace openday::event {

// The day of the last `held-on` of this session, else the plan's; nothing while nobody knows it. A `held-on` without a day
// returns to the plan.
[[nodiscard]] std::optional<Date> day_of(const Session& session, const std::vector<CorrectionBody>& corrections);

// Of the sessions held on `today` the one that staff named last, else the first that is not over at `minute` of the day, else the
// last of them; without one, the next that can still come (a
// month lasts to its last day, ten days to their last); else the last one. Nothing without sessions.
[[nodiscard]] const Session* session_in_force(const Plan& plan, const std::vector<CorrectionBody>& corrections, Date today,
                                               Minutes minute = Minutes(0));

}  // namespace openday::event
