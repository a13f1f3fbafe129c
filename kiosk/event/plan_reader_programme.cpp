#include <algorithm>

#include <fmt/format.h>

#include "kiosk/event/plan_reader_parts.h"
#include "kiosk/event/plan_reader_words.h"

namespace openday::event {
namespace {

// A fixed offset, since a programme's clock must not jump under it: China has kept +08:00 since 1991.
Minutes read_zone(Table& table) {
  const std::string zone = table.text("zone", Need::optional, kShortText);
  if (zone.empty() || zone == "Asia/Shanghai") return base::kChinaOffset;
  const auto probe = base::parse_rfc3339("2026-01-01T00:00:00" + zone);
  if (probe && probe->offset >= -Minutes(14 * 60) && probe->offset <= Minutes(14 * 60)) return probe->offset;
  table.error("zone", fmt::format("zone is {}; expected Asia/Shanghai or a fixed offset such as +08:00 (zones with summer time are not supported)", quote(zone)));
  return base::kChinaOffset;
}

void read_window(Table& table, When& when) {
  when.start = table.time_of_day("start");
  when.end = table.time_of_day("end");
  if (when.end && !table.has("start")) table.error("end", "end without a start; expected both, or only a start");
  if (when.start && when.end && *when.end <= *when.start) {
    table.error("end", fmt::format("end {} is not after start {}; what runs past midnight is a second session", base::clock_text(*when.end), base::clock_text(*when.start)));
  }
}

void read_day(Table& table, const std::optional<int>& event_year, When& when) {
  const auto date = table.date("date");
  when.year = table.integer("year", 2000, 2999);
  when.month = table.integer("month", 1, 12);
  when.day = table.integer("day", 1, 31);
  if (!date && when.month && !when.year) when.year = event_year;
  if (date) {
    if (when.year || when.month || when.day) table.error("date", "date beside year, month or day; expected one of the two ways");
    when.year = static_cast<int>(date->year());
    when.month = static_cast<unsigned>(date->month());
    when.day = static_cast<unsigned>(date->day());
  } else if (when.year && when.month && when.day && !when.date()) {
    table.error("day", fmt::format("{:04}-{:02}-{:02} is not a day that exists", *when.year, *when.month, *when.day));
  } else if (when.month && when.day && !(std::chrono::year{2000} / static_cast<int>(*when.month) / static_cast<int>(*when.day)).ok()) {
    table.error("day", fmt::format("{:02}-{:02} is a day of no year", *when.month, *when.day));
  }
  if (event_year && when.year && *when.year != *event_year) {
    table.error(date ? "date" : "year", fmt::format("year {} is not event.year, {}; expected one year, or event.year left out", *when.year, *event_year));
  }
  if (table.has("ten_days")) when.ten_days = table.word("ten_days", kTenDaysWords, TenDays::first);
}

void check_weekday(Table& table, const When& when) {
  if (!table.has("weekday")) return;
  const int named = table.word("weekday", kWeekdayWords, -1);
  const auto date = when.date();
  if (named < 0 || !date) return;
  const int real = static_cast<int>(std::chrono::weekday(std::chrono::sys_days(*date)).c_encoding());
  if (named == real) return;
  table.error("weekday", fmt::format("weekday is {}, but {} is a {} ({})", word_of(kWeekdayWords, named), base::to_string(*date),
                                     word_of(kWeekdayWords, real), label_of(kWeekdayWords, real)));
}

struct Asked {
  bool day, month, ten_days, start, end;   // what a precision needs
};
Asked needs_of(Precision precision) {
  switch (precision) {
    case Precision::instant: return {true, true, false, true, true};
    case Precision::start_only: return {true, true, false, true, false};
    case Precision::date: return {true, true, false, false, false};
    case Precision::ten_days: return {false, true, true, false, false};
    case Precision::month: return {false, true, false, false, false};
    case Precision::to_be_announced: return {false, false, false, false, false};
  }
  return {};
}

void check_precision(Table& table, const When& when) {
  const std::string_view name = word_of(kPrecisionWords, when.precision);
  const Asked asked = needs_of(when.precision);
  const auto need = [&](bool needed, bool there, const char* key) {
    if (needed && !there) table.error("precision", fmt::format("precision {} needs {}", name, key));
  };
  const auto refuse = [&](bool meant, const char* key) {
    if (!meant && table.has(key)) table.error(key, fmt::format("{} does not go with precision {}", key, name));
  };
  need(asked.day, table.has("date") || (table.has("month") && table.has("day")), "date");
  need(asked.month && !asked.day, table.has("month"), "month");
  need(asked.ten_days, table.has("ten_days"), "ten_days");
  need(asked.start, table.has("start"), "start");
  need(asked.end, table.has("end"), "end");
  refuse(asked.day, "date");
  refuse(asked.day, "day");
  refuse(asked.day, "weekday");
  refuse(asked.month, "month");
  refuse(asked.ten_days, "ten_days");
  refuse(asked.start, "start");
  refuse(asked.end, "end");
}

void warn_of_what_is_missing(Table& table, const When& when) {
  const bool asks_day = needs_of(when.precision).day;
  if (asks_day && when.day && !when.year) table.warning("day", "no year, so there is no date yet: the kiosk shows the month and day only");
  if (!asks_day) {
    table.warning("precision", fmt::format("no date ({}): the kiosk says that it will be announced", word_of(kPrecisionWords, when.precision)));
  }
  if (when.precision == Precision::start_only) {
    table.warning("start", "a start without an end: the session runs until staff close it or the day ends");
  }
}

When read_when(Table& table, const std::optional<int>& event_year) {
  When when;
  const bool known = table.has("precision");
  when.precision = table.word("precision", kPrecisionWords, Precision::to_be_announced, Need::required);
  read_day(table, event_year, when);
  read_window(table, when);
  check_weekday(table, when);
  if (known) check_precision(table, when);
  if (known) warn_of_what_is_missing(table, when);
  return when;
}

// A misspelt kind is one problem, not three.
bool kind_is_known(Table& table) {
  const Node* kind = table.node().find("kind");
  return kind != nullptr && std::any_of(kItemKindWords.begin(), kItemKindWords.end(), [&](const auto& entry) { return entry.word == kind->text; });
}

void check_item(Table& table, const Item& item) {
  if (item.end && !table.has("start")) table.error("end", "end without a start; expected both, or only a start");
  if (item.start && item.end && *item.end <= *item.start) {
    table.error("end", fmt::format("end {} is not after start {}; what runs past midnight is a second session", base::clock_text(*item.end), base::clock_text(*item.start)));
  } else if (item.start && item.end && item.duration && *item.duration != *item.end - *item.start) {
    table.error("minutes", fmt::format("minutes is {}, but {} to {} is {}", item.duration->count(), base::clock_text(*item.start),
                                       base::clock_text(*item.end), (*item.end - *item.start).count()));
  }
  if (item.start && item.duration && *item.start + *item.duration > Minutes(24 * 60)) {
    table.error("minutes", "the row ends after midnight; what runs past midnight is a second session");
  }
  if (item.kind != ItemKind::travel && kind_is_known(table)) {
    for (const char* key : {"from", "to"}) {
      if (table.has(key)) table.error(key, fmt::format("{} belongs to rows of kind travel; expected site", key));
    }
  }
  if (item.kind == ItemKind::travel && table.has("site")) table.error("site", "site belongs to rows that stay in one place; travel takes from and to");
  if (!item.from.empty() && item.from == item.to) table.error("to", "from and to are the same place");
  if (!item.more_sites.empty() && item.site.empty()) table.error("more_sites", "more_sites without site; expected the first place there");
  if (item.untimed_after && (item.start || item.duration)) table.error("untimed_after", "untimed_after goes with rows that have no time");
  if (item.untimed_after) table.warning("untimed_after", "an untimed tail: the row follows the last timed one and staff move it on");
  if (item.throughout && item.untimed_after) table.error("throughout", "a row is either throughout or untimed_after");
}

Item read_item(Table& table, const std::string& default_id) {
  Item item;
  item.id = table.has("id") ? table.id("id") : default_id;
  item.kind = table.word("kind", kItemKindWords, ItemKind::other, Need::required);
  item.title = table.text("title", Need::required, kShortText);
  item.text = table.text("text", Need::optional, kLongText);
  item.start = table.time_of_day("start");
  item.end = table.time_of_day("end");
  item.duration = table.duration("minutes");
  item.site = table.id("site");
  item.more_sites = table.texts("more_sites");
  item.from = table.id("from");
  item.to = table.id("to");
  item.vehicle = table.text("vehicle", Need::optional, kShortText);
  item.owner = table.text("owner");
  item.phase = table.text("phase", Need::optional, kShortText);
  item.way = table.text("way");
  item.audience = table.texts("audience");
  item.throughout = table.flag("throughout", false);
  item.untimed_after = table.flag("untimed_after", false);
  check_item(table, item);
  table.finish();
  return item;
}

}  // namespace

void read_event(Table& root, Plan& plan) {
  auto table = root.table("event", Need::required);
  if (!table) return;
  plan.id = table->id("id", Need::required, kMaxEventIdLength);
  plan.name = table->text("name", Need::required, kShortText);
  plan.bureau = table->text("bureau", Need::required, kShortText);
  plan.theme = table->text("theme", Need::optional, 200);
  plan.parent_document = table->text("parent_document");
  plan.year = table->integer("year", 2000, 2999);
  plan.status = table->word("status", kStatusWords, PlanStatus::draft, Need::required);
  plan.notice = table->text("notice", Need::optional, 500);
  plan.zone = read_zone(*table);
  plan.display_window = table->text("display_window", Need::optional, kShortText);
  plan.cap = table->integer("cap", 1, 1'000'000);
  plan.waitlist = table->flag("waitlist", false);
  plan.calendar_version = table->text("calendar_version", Need::optional, kShortText);
  plan.valid_from = table->instant("valid_from");
  plan.valid_until = table->instant("valid_until");
  const bool moved = plan.status == PlanStatus::postponed || plan.status == PlanStatus::cancelled;
  if (moved && plan.notice.empty()) table->error("status", fmt::format("status {} needs a notice that says so to the guests", word_of(kStatusWords, plan.status)));
  table->finish();
}

void read_sites(Table& root, Plan& plan) {
  for (Table& table : root.tables("site")) {
    Site site;
    site.id = table.id("id", Need::required);
    site.name = table.text("name", Need::required, kShortText);
    site.address = table.text("address");
    site.floor = table.text("floor", Need::optional, kShortText);
    site.room = table.text("room", Need::optional, kShortText);
    site.main = table.flag("main", false);
    site.latitude = table.number("latitude", -90, 90);
    site.longitude = table.number("longitude", -180, 180);
    if (site.latitude.has_value() != site.longitude.has_value()) table.error("latitude", "latitude and longitude go together");
    site.map_image = table.text("map_image");
    table.finish();
    plan.sites.push_back(std::move(site));
  }
}

void read_sessions(Table& root, Plan& plan) {
  for (Table& table : root.tables("session", Need::required)) {
    Session session;
    session.id = table.id("id", Need::required);
    session.title = table.text("title", Need::optional, kShortText);
    session.site = table.id("site");
    session.when = read_when(table, plan.year);
    session.cap = table.integer("cap", 1, 1'000'000);
    int row = 0;
    for (Table& item : table.tables("item")) session.items.push_back(read_item(item, fmt::format("{}.{}", session.id, ++row)));
    table.finish();
    plan.sessions.push_back(std::move(session));
  }
  const bool empty_list = plan.sessions.empty() && root.has("session");
  if (empty_list) root.error("session", "no session; expected at least one [[session]]");
}

}  // namespace openday::event
