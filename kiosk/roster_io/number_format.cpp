#include "kiosk/roster_io/number_format.h"

#include <charconv>
#include <chrono>
#include <cmath>

#include <fmt/format.h>

namespace openday::roster_io {
namespace {

constexpr double kExactIntegers = 1e15;      // a spreadsheet keeps 15 digits
constexpr double kLastSerial = 2'958'466;    // 10000-01-01
constexpr long kDaySeconds = 86'400;

std::optional<double> parse(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

std::string date_text(long days, bool since_1904) {
  using namespace std::chrono;
  const sys_days zero = since_1904 ? sys_days(year(1904) / 1 / 1) : sys_days(year(1899) / 12 / 30);
  const long missing = !since_1904 && days < 60 ? 1 : 0;   // the day 1900-02-29 that spreadsheets count
  const year_month_day day{zero + std::chrono::days(days + missing)};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()), static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()));
}

std::string time_text(long seconds) {
  const std::string clock = fmt::format("{:02}:{:02}", seconds / 3600, seconds / 60 % 60);
  return seconds % 60 == 0 ? clock : fmt::format("{}:{:02}", clock, seconds % 60);
}

}  // namespace

std::string plain_number(std::string_view text) {
  const auto value = parse(text);
  if (!value) return std::string(text);
  if (std::abs(*value) < kExactIntegers && *value == std::trunc(*value)) return fmt::format("{:.0f}", *value + 0.0);
  return fmt::format("{:.15g}", *value);
}

bool is_date_format(int id) { return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58); }

bool is_date_format(std::string_view code) {
  for (std::size_t i = 0; i < code.size(); ++i) {
    const char c = code[i];
    if (c == '"' || c == '[') {
      const std::size_t closed = code.find(c == '"' ? '"' : ']', i + 1);
      if (closed == std::string_view::npos) return false;
      const std::string_view inside = code.substr(i + 1, closed - i - 1);
      const bool elapsed = c == '[' && !inside.empty() && inside.find_first_not_of("hHmMsS") == std::string_view::npos;
      if (elapsed) return true;
      i = closed;
    } else if (c == '\\' || c == '_' || c == '*') {
      ++i;
    } else if (std::string_view("yYdDhHmMsS").find(c) != std::string_view::npos) {
      return true;
    }
  }
  return false;
}

std::optional<std::string> date_of_serial(std::string_view number, bool since_1904) {
  const auto value = parse(number);
  if (!value || *value < 0 || *value >= kLastSerial) return std::nullopt;
  const long seconds = std::lround(*value * kDaySeconds);
  const long days = seconds / kDaySeconds, rest = seconds % kDaySeconds;
  if (days == 0) return time_text(rest);
  const std::string date = date_text(days, since_1904);
  return rest == 0 ? date : date + " " + time_text(rest);
}

}  // namespace openday::roster_io
