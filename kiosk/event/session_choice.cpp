#include "kiosk/event/session_choice.h"

#include <chrono>

namespace openday::event {
namespace {

// The last day it can be: nothing when not even the month is known. A month without its year is one of `today`'s year.
std::optional<Date> last_day(const When& when, Date today) {
  if (!when.month) return std::nullopt;
  const std::chrono::year year = when.year ? std::chrono::year(*when.year) : today.year();
  const std::chrono::month month{*when.month};
  if (when.day) return Date{year, month, std::chrono::day{*when.day}};
  if (when.ten_days == TenDays::first) return Date{year, month, std::chrono::day{10}};
  if (when.ten_days == TenDays::middle) return Date{year, month, std::chrono::day{20}};
  return Date{std::chrono::year_month_day_last{year, std::chrono::month_day_last{month}}};
}

const Session* held_at(const Plan& plan, const std::vector<CorrectionBody>& corrections, Date today, Minutes minute) {
  const auto start = [](const Session& session) { return session.when.start.value_or(Minutes(0)); };
  const Session *first_left = nullptr, *last_over = nullptr;
  for (const Session& session : plan.sessions) {
    if (day_of(session, corrections) != today) continue;
    if (session.when.end && *session.when.end <= minute) {
      if (!last_over || start(session) > start(*last_over)) last_over = &session;
    } else if (!first_left || start(session) < start(*first_left)) {
      first_left = &session;
    }
  }
  return first_left ? first_left : last_over;
}

}  // namespace

std::optional<Date> day_of(const Session& session, const std::vector<CorrectionBody>& corrections) {
  std::optional<Date> day = session.when.date();
  for (const CorrectionBody& correction : corrections) {
    if (correction.what != CorrectionKind::held_on || correction.session != session.id) continue;
    day = correction.text.empty() ? session.when.date() : base::parse_date(correction.text);
  }
  return day;
}

const Session* session_in_force(const Plan& plan, const std::vector<CorrectionBody>& corrections, Date today, Minutes minute) {
  const Session* present = held_at(plan, corrections, today, minute);
  for (const CorrectionBody& correction : corrections) {   // the one named last
    const Session* named = correction.what == CorrectionKind::held_on ? plan.session(correction.session) : nullptr;
    if (named && day_of(*named, corrections) == today) present = named;
  }
  if (present) return present;
  const Session* open = nullptr;    // of no known month
  const Session* next = nullptr;
  std::optional<Date> soonest;
  for (const Session& session : plan.sessions) {
    const auto day = day_of(session, corrections);
    const auto last = day ? day : last_day(session.when, today);
    if (!last && !open) open = &session;
    if (!last || *last < today || (soonest && *soonest <= *last)) continue;
    soonest = last;
    next = &session;
  }
  if (next) return next;
  if (open) return open;
  return plan.sessions.empty() ? nullptr : &plan.sessions.back();
}

}  // namespace openday::event
