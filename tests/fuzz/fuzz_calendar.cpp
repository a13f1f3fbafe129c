// Working-day calendars come from outside: any bytes give a calendar that counts, or a refusal.
#include <cstdlib>

#include "kiosk/event/workdays.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace openday;
  const auto calendar = event::WorkdayCalendar::parse({reinterpret_cast<const char*>(data), size}, "calendar.json");
  if (!calendar) return calendar.error().what.starts_with("calendar.json: ") ? 0 : (std::abort(), 0);
  const base::Date from = *base::parse_date("2026-09-28");
  const event::DueDate due = calendar->add_workdays(from, 15);
  if (!(due.date > from) || !calendar->is_workday(due.date)) std::abort();
  return 0;
}
