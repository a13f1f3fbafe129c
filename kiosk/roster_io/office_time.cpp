#include "kiosk/roster_io/office_time.h"

#include <charconv>
#include <string>
#include <vector>

#include "kiosk/roster_io/number_format.h"

namespace openday::roster_io {
namespace {

constexpr int kFirstYear = 1900, kLastYear = 2100;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

struct Digits {
  std::vector<std::string_view> groups;
  bool afternoon = false, good = true;
};

// The groups of digits, when only what belongs to a date or a time stands between them.
Digits split(std::string_view text) {
  Digits out;
  std::string between;
  for (std::size_t i = 0; i < text.size();) {
    if (!is_digit(text[i])) {
      between += text[i++];
      continue;
    }
    const std::size_t begin = i;
    while (i < text.size() && is_digit(text[i])) ++i;
    out.groups.push_back(text.substr(begin, i - begin));
    between += '\n';
  }
  for (const std::string_view word : {"下午", "晚上", "上午", "早上", "年", "月", "日", "号", "时", "点", "分", "秒", "T", "-", "/", ".", ":", " ", "\n"}) {
    for (std::size_t at = between.find(word); at != std::string::npos; at = between.find(word)) {
      between.erase(at, word.size());
      out.afternoon |= word == "下午" || word == "晚上";
    }
  }
  out.good = between.empty();
  return out;
}

int whole(std::string_view digits) {
  int out = -1;
  std::from_chars(digits.data(), digits.data() + digits.size(), out);
  return out;
}

std::optional<base::Date> make_date(int year, int month, int day) {
  if (year < kFirstYear || year > kLastYear || month < 1 || day < 1) return std::nullopt;
  const base::Date date{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)), std::chrono::day(static_cast<unsigned>(day))};
  return date.ok() ? std::optional(date) : std::nullopt;
}

std::optional<LocalTime> with_clock(base::Date date, const Digits& digits, std::size_t from) {
  int clock[3] = {0, 0, 0};
  if (digits.groups.size() - from > 3) return std::nullopt;
  for (std::size_t i = from; i < digits.groups.size(); ++i) clock[i - from] = whole(digits.groups[i]);
  if (digits.afternoon && clock[0] < 12) clock[0] += 12;
  if (clock[0] < 0 || clock[0] > 23 || clock[1] < 0 || clock[1] > 59 || clock[2] < 0 || clock[2] > 59) return std::nullopt;
  return LocalTime{date, std::chrono::seconds(clock[0] * 3600 + clock[1] * 60 + clock[2])};
}

// 20000 is 1954, 80000 is 2119: what a spreadsheet shows of a date when its column was made a number.
std::optional<LocalTime> from_serial(std::string_view text) {
  const std::size_t point = text.find('.');
  if (text.substr(0, point).size() != 5 || text.find_first_not_of("0123456789.") != std::string_view::npos) return std::nullopt;
  const auto date = date_of_serial(text, false);
  auto out = date ? parse_local_time(*date) : std::nullopt;
  if (out) out->from_number = true;
  return out;
}

}  // namespace

std::optional<LocalTime> parse_local_time(std::string_view text) {
  if (auto serial = from_serial(text)) return serial;
  const Digits digits = split(text);
  if (!digits.good || digits.groups.empty()) return std::nullopt;
  const std::string_view first = digits.groups[0];
  if (first.size() == 8) {
    const auto date = make_date(whole(first.substr(0, 4)), whole(first.substr(4, 2)), whole(first.substr(6)));
    return date ? with_clock(*date, digits, 1) : std::nullopt;
  }
  if (digits.groups.size() < 3 || first.size() != 4) return std::nullopt;
  const auto date = make_date(whole(first), whole(digits.groups[1]), whole(digits.groups[2]));
  return date ? with_clock(*date, digits, 3) : std::nullopt;
}

std::optional<base::Date> parse_birth_date(std::string_view text) {
  if (const auto time = parse_local_time(text)) return time->date;
  const Digits digits = split(text);
  if (!digits.good) return std::nullopt;
  if (digits.groups.size() == 1 && digits.groups[0].size() == 6) return make_date(whole(digits.groups[0].substr(0, 4)), whole(digits.groups[0].substr(4)), 1);
  if (digits.groups.size() != 2 || digits.groups[0].size() != 4) return std::nullopt;
  return make_date(whole(digits.groups[0]), whole(digits.groups[1]), 1);
}

int age_on(base::Date birth, base::Date day) {
  const int years = static_cast<int>(day.year()) - static_cast<int>(birth.year());
  const bool had_birthday = day.month() > birth.month() || (day.month() == birth.month() && day.day() >= birth.day());
  return had_birthday ? years : years - 1;
}

base::Instant to_instant(const LocalTime& time, base::Minutes zone) {
  return base::at_local(time.date, base::Minutes(0), zone) + std::chrono::duration_cast<base::Millis>(time.of_day);
}

}  // namespace openday::roster_io
