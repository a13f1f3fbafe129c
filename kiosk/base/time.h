// Instants, dates and RFC 3339. The wall clock counts milliseconds since the Unix epoch; the zone is a fixed offset (the
// plan's, +08:00 in China): g++ 12 has no time-zone database in <chrono>.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace openday::base {

using Millis = std::chrono::milliseconds;
using Minutes = std::chrono::minutes;
using Instant = std::chrono::sys_time<Millis>;      // UTC
using Date = std::chrono::year_month_day;           // a calendar day in the event's zone

inline constexpr Minutes kChinaOffset{8 * 60};

// "2020-11-17T08:30:00+08:00", with ".123" after the seconds when the instant has milliseconds. RFC 3339 section 5.6.
[[nodiscard]] std::string to_rfc3339(Instant at, Minutes offset = kChinaOffset);

struct ZonedInstant {
  Instant at;
  Minutes offset;
};
// Accepts RFC 3339 date-time with an offset or Z, T or space between, 0..9 fraction digits (kept to the millisecond). No
// leap seconds, no date without time. Nothing on any other text.
[[nodiscard]] std::optional<ZonedInstant> parse_rfc3339(std::string_view text);

// "2020-11-17"; nothing for a day that does not exist.
[[nodiscard]] std::optional<Date> parse_date(std::string_view text);
[[nodiscard]] std::string to_string(Date date);

// The day and the time of day of an instant in a zone of fixed offset.
[[nodiscard]] Date date_in(Instant at, Minutes offset);
[[nodiscard]] Minutes minutes_of_day(Instant at, Minutes offset);
[[nodiscard]] Instant at_local(Date date, Minutes minutes_of_day, Minutes offset);
// "08:30"; minutes may pass 24:00 ("25:10" stays so, the caller decides).
[[nodiscard]] std::string clock_text(Minutes minutes_of_day);

}  // namespace openday::base
