#include "kiosk/app/model_programme.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace openday::app {

namespace {

constexpr std::array kMonths{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"};

std::string day_text(base::Date date, ui::Language language) {
  const unsigned month = static_cast<unsigned>(date.month()), day = static_cast<unsigned>(date.day());
  return language == ui::Language::zh ? fmt::format("{}月{}日", month, day) : fmt::format("{} {}", day, kMonths[month - 1]);
}

ui::ItemKind kind_of(event::ItemKind kind) {
  switch (kind) {
    case event::ItemKind::gather: return ui::ItemKind::gather;
    case event::ItemKind::tour: return ui::ItemKind::tour;
    case event::ItemKind::travel: return ui::ItemKind::travel;
    case event::ItemKind::talk: return ui::ItemKind::talk;
    case event::ItemKind::question: return ui::ItemKind::exchange;
    case event::ItemKind::evaluate: return ui::ItemKind::evaluate;
    case event::ItemKind::experience: return ui::ItemKind::experience;
    case event::ItemKind::free: return ui::ItemKind::free;
    case event::ItemKind::other: break;
  }
  return ui::ItemKind::other;
}

ui::ItemState state_of(event::RowState state) {
  switch (state) {
    case event::RowState::done: return ui::ItemState::done;
    case event::RowState::now: return ui::ItemState::now;
    case event::RowState::next: return ui::ItemState::next;
    case event::RowState::later:
    case event::RowState::skipped: break;
  }
  return ui::ItemState::later;
}

ui::Change change_of(const event::Row& row) {
  if (row.state == event::RowState::skipped) return {ui::ChangeKind::skipped, 0, {}};
  if (row.inserted) return {ui::ChangeKind::inserted, 0, {}};
  if (row.moved) return {ui::ChangeKind::moved, row.shifted_minutes, row.place};
  if (row.shifted_minutes != 0) return {ui::ChangeKind::delayed, row.shifted_minutes, {}};
  return {};
}

ui::Vehicle vehicle_of(const event::Row& row) {
  if (row.kind != event::ItemKind::travel) return ui::Vehicle::none;
  const bool walk = row.vehicle.find("步") != std::string::npos;
  return walk ? ui::Vehicle::walk : row.vehicle.empty() ? ui::Vehicle::none : ui::Vehicle::bus;
}

int minutes_of(const event::Row& row) {
  if (row.start && row.end) return static_cast<int>(std::chrono::duration_cast<base::Minutes>(*row.end - *row.start).count());
  return row.item && row.item->duration ? static_cast<int>(row.item->duration->count()) : -1;
}

ui::Item item_of(const event::Itinerary& itinerary, std::size_t index, base::Minutes zone) {
  const event::Row& row = itinerary.rows[index];
  ui::Item item;
  item.title = row.title;
  item.place = row.place;
  item.owner = row.owner;
  if (row.start) item.start = clock_of(*row.start, zone);
  if (row.end) item.end = clock_of(*row.end, zone);
  item.kind = kind_of(row.kind);
  item.state = state_of(row.state);
  item.vehicle = vehicle_of(row);
  item.from = row.from;
  item.to = row.to;
  item.hint = row.way;
  item.minutes = minutes_of(row);
  item.change = change_of(row);
  if (itinerary.current == index) {
    item.minutes_left = itinerary.minutes_left.value_or(-1);
    item.progress = itinerary.minutes_left ? itinerary.progress : -1;
  }
  return item;
}

ui::EventState event_state_of(const event::Plan& plan, const Today& today) {
  if (!today.session) {
    switch (plan.status) {
      case event::PlanStatus::postponed: return ui::EventState::postponed;
      case event::PlanStatus::cancelled: return ui::EventState::cancelled;
      case event::PlanStatus::closed: return ui::EventState::closed;
      default: return ui::EventState::tentative;
    }
  }
  switch (today.itinerary.state) {
    case event::SessionState::unknown_date:
    case event::SessionState::tentative: return ui::EventState::tentative;
    case event::SessionState::before: return ui::EventState::before;
    case event::SessionState::running: return ui::EventState::running;
    case event::SessionState::after: return ui::EventState::after;
    case event::SessionState::postponed: return ui::EventState::postponed;
    case event::SessionState::cancelled: return ui::EventState::cancelled;
    case event::SessionState::closed: return ui::EventState::closed;
  }
  return ui::EventState::tentative;
}

std::string next_session_text(const ModelInput& in, const event::Plan& plan, ui::Language language) {
  const event::Session* session = in.today.session;
  const auto date = session ? session->when.date() : std::nullopt;
  if (!date || *date <= base::date_in(in.now.wall, plan.zone)) return {};
  std::string text = day_text(*date, language);
  if (session->when.start) text += " " + base::clock_text(*session->when.start);
  return text;
}

}  // namespace

std::string clock_of(base::Instant at, base::Minutes zone) { return base::clock_text(base::minutes_of_day(at, zone)); }

std::string when_text(base::Instant at, const ModelInput& in, base::Minutes zone, ui::Language language) {
  const base::Date day = base::date_in(at, zone);
  const std::string clock = clock_of(at, zone);
  return day == base::date_in(in.now.wall, zone) ? clock : day_text(day, language) + " " + clock;
}

ui::Event event_of(const ModelInput& in, ui::Language language) {
  ui::Event out;
  if (!in.report.documents) return out;
  const event::Plan& plan = in.report.documents->plan;
  const event::Itinerary& itinerary = in.today.itinerary;
  out.bureau = plan.bureau;
  out.name = plan.name;
  out.theme = plan.theme;
  out.state = event_state_of(plan, in.today);
  if (!itinerary.notices.empty()) out.notice = itinerary.notices.back();
  else out.notice = plan.notice;
  bool timed = false;
  for (std::size_t i = 0; i < itinerary.rows.size(); ++i) {
    out.items.push_back(item_of(itinerary, i, plan.zone));
    timed = timed || itinerary.rows[i].start.has_value();
  }
  if (itinerary.current) out.now = out.items[*itinerary.current];
  if (itinerary.next) out.next = out.items[*itinerary.next];
  out.next_session = next_session_text(in, plan, language);
  if (timed && itinerary.state == event::SessionState::running) out.day_progress = itinerary.day_progress;
  out.rating = in.today.rating;
  if (in.today.rating_opens) out.rating_opens = when_text(*in.today.rating_opens, in, plan.zone, language);
  return out;
}

}  // namespace openday::app
