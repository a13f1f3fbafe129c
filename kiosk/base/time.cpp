#include "kiosk/base/time.h"

#include <cstdint>

#include <fmt/format.h>

namespace openday::base {
namespace {

using namespace std::chrono_literals;

// Reads fixed-width fields from the front of a text; once something does not fit it stays failed.
class Fields {
 public:
  explicit Fields(std::string_view text) : rest_(text) {}

  int digits(std::size_t count, int most) {
    if (rest_.size() < count) return failed();
    int value = 0;
    for (const char c : rest_.substr(0, count)) {
      if (c < '0' || c > '9') return failed();
      value = value * 10 + (c - '0');
    }
    rest_.remove_prefix(count);
    return value <= most ? value : failed();
  }

  char one_of(std::string_view choices) {
    if (rest_.empty() || choices.find(rest_.front()) == std::string_view::npos) return static_cast<char>(failed());
    const char c = rest_.front();
    rest_.remove_prefix(1);
    return c;
  }

  // 1..9 digits after a point, kept to the millisecond; zero where there is no point.
  Millis fraction() {
    if (!rest_.starts_with('.')) return 0ms;
    rest_.remove_prefix(1);
    std::size_t count = 0;
    int value = 0;
    while (count < rest_.size() && rest_[count] >= '0' && rest_[count] <= '9') {
      if (count < 3) value = value * 10 + (rest_[count] - '0');
      ++count;
    }
    if (count == 0 || count > 9) return Millis(failed());
    for (std::size_t missing = count; missing < 3; ++missing) value *= 10;
    rest_.remove_prefix(count);
    return Millis(value);
  }

  [[nodiscard]] bool ok() const { return ok_; }
  [[nodiscard]] bool whole() const { return ok_ && rest_.empty(); }

 private:
  int failed() {
    ok_ = false;
    return 0;
  }
  std::string_view rest_;
  bool ok_ = true;
};

Date read_date(Fields& in) {
  const int year = in.digits(4, 9999);
  in.one_of("-");
  const int month = in.digits(2, 12);
  in.one_of("-");
  const int day = in.digits(2, 31);
  return Date{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)}, std::chrono::day{static_cast<unsigned>(day)}};
}

Millis read_time_of_day(Fields& in) {
  const int hour = in.digits(2, 23);
  in.one_of(":");
  const int minute = in.digits(2, 59);
  in.one_of(":");
  const int second = in.digits(2, 59);
  return std::chrono::hours(hour) + Minutes(minute) + std::chrono::seconds(second) + in.fraction();
}

Minutes read_offset(Fields& in) {
  const char sign = in.one_of("Zz+-");
  if (!in.ok() || sign == 'Z' || sign == 'z') return 0min;
  const int hour = in.digits(2, 23);
  in.one_of(":");
  const int minute = in.digits(2, 59);
  const Minutes size = std::chrono::hours(hour) + Minutes(minute);
  return sign == '-' ? -size : size;
}

}  // namespace

std::string to_rfc3339(Instant at, Minutes offset) {
  const auto local = at + offset;
  const auto day = std::chrono::floor<std::chrono::days>(local);
  const std::chrono::hh_mm_ss<Millis> time{local - day};
  std::string out = fmt::format("{}T{:02}:{:02}:{:02}", to_string(Date{day}), time.hours().count(), time.minutes().count(),
                                time.seconds().count());
  if (time.subseconds() != 0ms) out += fmt::format(".{:03}", time.subseconds().count());
  const std::int64_t size = offset < 0min ? -offset.count() : offset.count();
  return out + fmt::format("{}{:02}:{:02}", offset < 0min ? '-' : '+', size / 60, size % 60);
}

std::optional<ZonedInstant> parse_rfc3339(std::string_view text) {
  Fields in(text);
  const Date date = read_date(in);
  in.one_of("Tt ");
  const Millis time = read_time_of_day(in);
  const Minutes offset = read_offset(in);
  if (!in.whole() || !date.ok()) return std::nullopt;
  return ZonedInstant{Instant(std::chrono::sys_days(date)) + time - offset, offset};
}

std::optional<Date> parse_date(std::string_view text) {
  Fields in(text);
  const Date date = read_date(in);
  if (!in.whole() || !date.ok()) return std::nullopt;
  return date;
}

std::string to_string(Date date) {
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

Date date_in(Instant at, Minutes offset) {
  return Date{std::chrono::floor<std::chrono::days>(at + offset)};
}

Minutes minutes_of_day(Instant at, Minutes offset) {
  const auto local = at + offset;
  return std::chrono::floor<Minutes>(local - std::chrono::floor<std::chrono::days>(local));
}

Instant at_local(Date date, Minutes minutes_of_day, Minutes offset) {
  return Instant(std::chrono::sys_days(date)) + minutes_of_day - offset;
}

std::string clock_text(Minutes minutes_of_day) {
  return fmt::format("{:02}:{:02}", minutes_of_day.count() / 60, minutes_of_day.count() % 60);
}

}  // namespace openday::base
