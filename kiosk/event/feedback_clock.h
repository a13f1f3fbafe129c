// When a plan's feedback duties are due, from the day their clock starts: the event's last day, or the day a comment came in.
// Working days by the calendar of the office; calendar days need none.
#pragma once

#include <optional>
#include <vector>

#include "kiosk/event/plan.h"
#include "kiosk/event/record_bodies.h"
#include "kiosk/event/workdays.h"

namespace openday::event {

// Nothing where the duty has no number of days, or counts working days and there is no calendar. The day itself is day 0.
[[nodiscard]] std::optional<DueDate> due_date(const FeedbackDuty& duty, Date anchor_day, const WorkdayCalendar* calendar);

// The last day on which a session is held, by the plan and staff's `held-on`; nothing while one of them has no day.
[[nodiscard]] std::optional<Date> event_end(const Plan& plan, const std::vector<CorrectionBody>& corrections);

// The first day on which a guest may expect to hear about an opinion that came in on `received`: the earliest of the duties that
// concern its author, a reply or a written one where they asked for one, that the matter is settled in any case.
struct GuestDue {
  DueDate due;
  int workdays = 0;   // of that duty; 0: it counts calendar days
};
[[nodiscard]] std::optional<GuestDue> guest_due(const Plan& plan, bool reply_wanted, Date received, std::optional<Date> event_end, const WorkdayCalendar* calendar);

}  // namespace openday::event
