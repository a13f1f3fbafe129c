#include "kiosk/event/workdays.h"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace openday::event {
namespace {

using base::Date;
using nlohmann::json;

constexpr std::string_view kSchema = "workday-calendar/1";

struct Refusal {
  CalendarError kind;
  std::string what;
};

std::chrono::year year_of(const std::string& key) {
  int number = 0;
  const auto [end, error] = std::from_chars(key.data(), key.data() + key.size(), number);
  if (error != std::errc{} || end != key.data() + key.size() || number < 1949 || number > 9999) {
    throw Refusal{CalendarError::wrong_schema, fmt::format("years.{} is not a year such as 2026", key)};
  }
  return std::chrono::year{number};
}

Date date_of(const json& value, const std::string& where) {
  const auto date = value.is_string() ? base::parse_date(value.get_ref<const std::string&>()) : std::nullopt;
  if (!date) throw Refusal{CalendarError::wrong_schema, fmt::format("{} holds {}; expected a date such as \"2026-10-01\"", where, value.dump())};
  return *date;
}

std::vector<Date> dates_of(const json& year, const std::string& key, const char* member) {
  const std::string where = fmt::format("years.{}.{}", key, member);
  const auto found = year.find(member);
  if (found == year.end() || !found->is_array()) throw Refusal{CalendarError::wrong_schema, fmt::format("{} is missing or no list", where)};
  std::vector<Date> out;
  for (const json& value : *found) out.push_back(date_of(value, where));
  return out;
}

const json& object_at(const json& document, const char* member) {
  const auto found = document.find(member);
  if (found == document.end() || !found->is_object()) {
    throw Refusal{CalendarError::wrong_schema, fmt::format("{} is missing or no object", member)};
  }
  return *found;
}

void require_schema(const json& document) {
  if (!document.is_object() || document.value("schema", json()) != kSchema) {
    throw Refusal{CalendarError::wrong_schema, fmt::format("not a working-day calendar; expected \"schema\": \"{}\"", kSchema)};
  }
}

int version_of(const json& document) {
  const auto found = document.find("version");
  if (found == document.end()) return 0;
  if (found->is_number_unsigned() && *found <= 2'000'000'000u) return found->get<int>();
  throw Refusal{CalendarError::wrong_schema, "version is not a whole number"};
}

bool is_weekday(Date date) {
  const unsigned day = std::chrono::weekday(std::chrono::sys_days(date)).iso_encoding();
  return day <= 5;
}

}  // namespace

base::Result<WorkdayCalendar, CalendarError> WorkdayCalendar::parse(std::string_view text, std::string_view name) {
  const json document = json::parse(text, nullptr, false);
  if (document.is_discarded()) return base::fail(CalendarError::unreadable, fmt::format("{}: not JSON", name));
  WorkdayCalendar out;
  try {
    require_schema(document);
    out.version_ = version_of(document);
    for (const auto& [key, year] : object_at(document, "years").items()) {
      out.years_.insert(year_of(key));
      std::ranges::copy(dates_of(year, key, "days_off"), std::inserter(out.days_off_, out.days_off_.end()));
      std::ranges::copy(dates_of(year, key, "make_up_workdays"), std::inserter(out.make_up_, out.make_up_.end()));
    }
  } catch (const Refusal& refusal) {
    return base::fail(refusal.kind, fmt::format("{}: {}", name, refusal.what));
  }
  for (const Date date : out.make_up_) {
    if (!out.days_off_.contains(date)) continue;
    return base::fail(CalendarError::contradictory, fmt::format("{}: {} is both a day off and a make-up day", name, base::to_string(date)));
  }
  return out;
}

bool WorkdayCalendar::is_workday(Date date) const {
  return make_up_.contains(date) || (is_weekday(date) && !days_off_.contains(date));
}

DueDate WorkdayCalendar::add_workdays(Date from, int days) const {
  DueDate due{from, days > 0 && !knows(from.year())};
  while (days > 0) {
    due.date = Date{std::chrono::sys_days(due.date) + std::chrono::days(1)};
    if (!knows(due.date.year())) due.provisional = true;
    if (is_workday(due.date)) --days;
  }
  return due;
}

}  // namespace openday::event
