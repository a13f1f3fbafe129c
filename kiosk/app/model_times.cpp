#include "kiosk/app/model_times.h"

#include <array>

#include <fmt/format.h>

namespace openday::app {
namespace {

constexpr std::array kMonths{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"};
constexpr std::array kTenDays{"上旬", "中旬", "下旬"};
constexpr std::array kTenDaysEnglish{"Early ", "Mid-", "Late "};

}  // namespace

std::string clock_of(base::Instant at, base::Minutes zone) { return base::clock_text(base::minutes_of_day(at, zone)); }

std::string day_text(base::Date date, ui::Language language) {
  const unsigned month = static_cast<unsigned>(date.month()), day = static_cast<unsigned>(date.day());
  return language == ui::Language::zh ? fmt::format("{}月{}日", month, day) : fmt::format("{} {}", day, kMonths[month - 1]);
}

std::string when_text(base::Instant at, base::Instant now, base::Minutes zone, ui::Language language) {
  const base::Date day = base::date_in(at, zone);
  const std::string clock = clock_of(at, zone);
  return day == base::date_in(now, zone) ? clock : day_text(day, language) + " " + clock;
}

std::string when_text(const event::When& when, std::optional<base::Date> day, ui::Language language) {
  const auto date = day ? day : when.date();
  if (date) return day_text(*date, language) + (when.start ? " " + base::clock_text(*when.start) : std::string());
  if (!when.month || *when.month < 1 || *when.month > kMonths.size()) return {};
  const bool chinese = language == ui::Language::zh;
  if (when.day)   // the programme leaves the year blank
    return (chinese ? fmt::format("{}月{}日", *when.month, *when.day) : fmt::format("{} {}", *when.day, kMonths[*when.month - 1])) +
           (when.start ? " " + base::clock_text(*when.start) : std::string());
  if (!when.ten_days) return chinese ? fmt::format("{}月", *when.month) : kMonths[*when.month - 1];
  const auto part = static_cast<std::size_t>(*when.ten_days);
  return chinese ? fmt::format("{}月{}", *when.month, kTenDays[part]) : std::string(kTenDaysEnglish[part]) + kMonths[*when.month - 1];
}

}  // namespace openday::app
