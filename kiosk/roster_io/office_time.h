// Dates and times as people write them into lists. Private to roster_io.
#pragma once

#include <optional>
#include <string_view>

#include "kiosk/base/time.h"

namespace openday::roster_io {

struct LocalTime {
  base::Date date;
  std::chrono::seconds of_day{0};   // 0 where only the day stands
  bool from_number = false;         // it was a spreadsheet's bare number
};

// 2020-10-25, 2020/10/25 18:00, 2020.10.25 18:00:05, 2020年10月25日 下午6时, 20201025, 44129.75; nothing on anything else, without a year,
// or for a day that does not exist.
[[nodiscard]] std::optional<LocalTime> parse_local_time(std::string_view text);

// The day of birth in any of these forms, also 1990年5月 and 199005 (taken as the first of the month).
[[nodiscard]] std::optional<base::Date> parse_birth_date(std::string_view text);

// Full years on that day.
[[nodiscard]] int age_on(base::Date birth, base::Date day);

[[nodiscard]] base::Instant to_instant(const LocalTime& time, base::Minutes zone);

}  // namespace openday::roster_io
