// Working days in China: neither Monday to Friday nor computable. A calendar file (config/calendar/holidays.json, schema
// workday-calendar/1) lists, year by year as the State Council announces them, the days off and the make-up working days.
// Immutable value, safe to share between threads.
#pragma once

#include <set>
#include <string>
#include <string_view>

#include "kiosk/base/result.h"
#include "kiosk/base/time.h"

namespace openday::event {

enum class CalendarError { unreadable, wrong_schema, contradictory };

// A due date, and whether it may still move: the count went through a year whose calendar is not known.
struct DueDate {
  base::Date date{};
  bool provisional = false;
  bool operator==(const DueDate&) const = default;
};

class WorkdayCalendar {
 public:
  // `name` stands in front of every complaint: the file, usually.
  [[nodiscard]] static base::Result<WorkdayCalendar, CalendarError> parse(std::string_view json, std::string_view name);

  // A make-up day, or Monday to Friday and not off.
  [[nodiscard]] bool is_workday(base::Date date) const;
  [[nodiscard]] bool knows(std::chrono::year year) const { return years_.contains(year); }

  // The last of `days` working days after `from`, which is day 0 itself and need not be one. A notice of a year may name
  // days of the December before it: only crossing into a year without data makes a date provisional.
  [[nodiscard]] DueDate add_workdays(base::Date from, int days) const;

  [[nodiscard]] int version() const { return version_; }

 private:
  WorkdayCalendar() = default;
  int version_ = 0;
  std::set<std::chrono::year> years_;
  std::set<base::Date> days_off_;
  std::set<base::Date> make_up_;
};

}  // namespace openday::event
