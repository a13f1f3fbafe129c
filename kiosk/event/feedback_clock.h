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

// The first day on which a guest may expect to hear about an opinion that came in on `received`: the earliest of the duties that
// concern its author, a reply or a written one where they asked for one, that the matter is settled in any case.
struct GuestDue {
  DueDate due;
  int workdays = 0;   // of that duty; 0: it counts calendar days
};
[[nodiscard]] std::optional<GuestDue> guest_due(const Plan& plan, bool reply_wanted, Date received, const WorkdayCalendar* calendar);

}  // namespace openday::event
