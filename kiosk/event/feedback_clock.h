// When a plan's feedback duties are due, from the day their clock starts: the event's last day, or the day a comment came in.
// Working days by the calendar of the office; calendar days need none.
#pragma once

#include <optional>

#include "kiosk/event/plan.h"
#include "kiosk/event/workdays.h"

namespace openday::event {

// Nothing where the duty has no number of days, or counts working days and there is no calendar. The day itself is day 0.
[[nodiscard]] std::optional<DueDate> due_date(const FeedbackDuty& duty, Date anchor_day, const WorkdayCalendar* calendar);

// The last day of the event's sessions; nothing while one of them has no date, since the event's end is then not known.
[[nodiscard]] std::optional<Date> last_day(const Plan& plan);

}  // namespace openday::event
