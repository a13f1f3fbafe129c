#include "kiosk/event/feedback_clock.h"

#include <algorithm>

#include "kiosk/event/session_choice.h"

namespace openday::event {

std::optional<DueDate> due_date(const FeedbackDuty& duty, Date anchor_day, const WorkdayCalendar* calendar) {
  if (!duty.n) return std::nullopt;
  switch (duty.unit) {
    case ClockUnit::calendar_day: return DueDate{Date{std::chrono::sys_days(anchor_day) + std::chrono::days(*duty.n)}, false};
    case ClockUnit::workday: return calendar != nullptr ? std::optional<DueDate>(calendar->add_workdays(anchor_day, *duty.n)) : std::nullopt;
    case ClockUnit::none: break;
  }
  return std::nullopt;
}

std::optional<Date> event_end(const Plan& plan, const std::vector<CorrectionBody>& corrections) {
  std::optional<Date> last;
  for (const Session& session : plan.sessions) {
    const auto day = day_of(session, corrections);
    if (!day) return std::nullopt;
    last = last ? std::max(*last, *day) : *day;
  }
  return last;
}

std::optional<GuestDue> guest_due(const Plan& plan, bool reply_wanted, Date received, std::optional<Date> event_end, const WorkdayCalendar* calendar) {
  std::optional<GuestDue> first;
  for (const FeedbackDuty& duty : plan.feedback) {
    const bool answers = duty.what == FeedbackKind::reply || duty.what == FeedbackKind::reply_written;
    if (!(answers && reply_wanted) && duty.what != FeedbackKind::resolve) continue;
    const auto from = duty.anchor == ClockAnchor::comment_received ? std::optional(received) : event_end;
    const auto due = from ? due_date(duty, *from, calendar) : std::nullopt;
    if (due && (!first || due->date < first->due.date)) first = GuestDue{*due, duty.unit == ClockUnit::workday ? *duty.n : 0};
  }
  return first;
}

}  // namespace openday::event
