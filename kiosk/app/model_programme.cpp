#include "kiosk/app/model_programme.h"

#include <algorithm>

#include <fmt/format.h>

#include "kiosk/app/model_times.h"
#include "kiosk/base/qr_code.h"
#include "kiosk/event/calendar_code.h"
#include "kiosk/event/session_choice.h"

namespace openday::app {
namespace {

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
  const std::string& place = row.kind == event::ItemKind::travel ? row.to : row.place;
  if (row.moved) return {ui::ChangeKind::moved, row.shifted_minutes, place};
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

std::string audience_of(const event::Plan& plan, const std::vector<std::string>& audience) {
  std::string text;
  for (const std::string& id : audience) {
    const event::Category* category = plan.category(id);
    text += (text.empty() ? "" : "、") + (category ? category->label : id);
  }
  return text;
}

ui::Item item_of(const event::Plan& plan, const event::Row& row, bool dated) {
  ui::Item item;
  item.id = row.id;
  item.title = row.title;
  item.place = row.place;
  item.owner = row.owner;
  if (row.start) item.start = clock_of(*row.start, plan.zone);
  if (row.end) item.end = clock_of(*row.end, plan.zone);
  if (!dated && !row.start && row.item) {   // a time of day, of a day that nobody knows yet
    if (row.item->start) item.start = base::clock_text(*row.item->start);
    if (row.item->end) item.end = base::clock_text(*row.item->end);
  }
  item.kind = kind_of(row.kind);
  item.state = state_of(row.state);
  item.vehicle = vehicle_of(row);
  item.from = row.from;
  item.to = row.to;
  item.hint = row.way;
  item.minutes = minutes_of(row);
  item.change = change_of(row);
  item.audience = audience_of(plan, row.audience);
  item.phase = row.phase;
  return item;
}

// Rows one after the other have a time or, where none has, a number; what comes untimed after timed ones says so.
std::vector<ui::Item> items_of(const event::Plan& plan, const event::Itinerary& itinerary) {
  std::vector<ui::Item> items;
  bool timed = false;
  int number = 0;
  for (const event::Row& row : itinerary.rows) {
    ui::Item item = item_of(plan, row, itinerary.day.has_value());
    if (!row.throughout && row.state != event::RowState::skipped) item.number = ++number;
    item.slot = row.throughout ? ui::Slot::throughout : !item.start.empty() ? ui::Slot::timed : timed ? ui::Slot::afterwards : ui::Slot::numbered;
    timed = timed || !item.start.empty();
    items.push_back(std::move(item));
  }
  if (itinerary.current) {
    ui::Item& now = items[*itinerary.current];
    now.minutes_left = itinerary.minutes_left.value_or(-1);
    now.progress = itinerary.minutes_left ? itinerary.progress : -1;
  }
  return items;
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
    case event::SessionState::unknown_date: return ui::EventState::unknown_date;
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

// "座谈会", or "第 2 场" where the plan gives it no title.
std::string title_of(const event::Plan& plan, const event::Session& session, ui::Language language) {
  if (!session.title.empty()) return session.title;
  const auto index = static_cast<std::size_t>(&session - plan.sessions.data()) + 1;
  return language == ui::Language::zh ? fmt::format("第 {} 场", index) : fmt::format("Session {}", index);
}

// When the session in force is, unless that is today.
std::string next_session_text(const ModelInput& in, const event::Plan& plan, ui::Language language) {
  const event::Session* session = in.today.session;
  if (!session) return {};
  const auto& day = in.today.itinerary.day;
  const base::Date today = base::date_in(in.now.wall, plan.zone);
  if (!day || *day > today) return when_text(session->when, day, language);
  if (in.today.itinerary.state != event::SessionState::after && in.today.itinerary.state != event::SessionState::closed) return {};
  const base::Date tomorrow(std::chrono::sys_days(today) + std::chrono::days(1));
  const event::Session* following = event::session_in_force(plan, in.report.corrections, tomorrow);   // the next one, where there is one
  if (following == session) return {};
  const auto its_day = event::day_of(*following, in.report.corrections);
  if (its_day && *its_day <= today) return {};
  return when_text(following->when, its_day, language) + " " + title_of(plan, *following, language);
}

std::vector<ui::SessionTab> sessions_of(const ModelInput& in, const event::Plan& plan, ui::Language language) {
  std::vector<ui::SessionTab> out;
  if (plan.sessions.size() < 2) return out;
  for (const event::Session& session : plan.sessions) {
    const bool in_force = &session == in.today.session;
    const event::Itinerary itinerary = in_force ? in.today.itinerary : event::itinerary_at(plan, session, in.report.corrections, in.now.wall);
    ui::SessionTab tab{title_of(plan, session, language), when_text(session.when, itinerary.day, language), in_force, {}};
    if (!in_force) tab.items = items_of(plan, itinerary);
    out.push_back(std::move(tab));
  }
  return out;
}

ui::Pressing pressing_of(event::NoticeSeverity severity) {
  switch (severity) {
    case event::NoticeSeverity::info: return ui::Pressing::plain;
    case event::NoticeSeverity::attention: return ui::Pressing::attention;
    case event::NoticeSeverity::urgent: break;
  }
  return ui::Pressing::urgent;
}

// What staff of this hall say now comes before what the bureau has to say, but for what is urgent.
std::vector<ui::Announcement> announcements_of(const ModelInput& in, base::Minutes zone, ui::Language language) {
  std::vector<ui::Announcement> out;
  for (const event::PublicNotice& notice : in.today.notices) {
    const bool english = language == ui::Language::en && !notice.english.empty();
    out.push_back({english ? notice.english : notice.text, pressing_of(notice.severity), when_text(notice.until, in.now.wall, zone, language)});
  }
  const std::string* said = said_in_hall(in.report, in.today);
  if (!said) return out;
  if (in.today.itinerary.notices.empty()) {   // the plan's
    out.push_back({*said, ui::Pressing::plain, {}});
  } else {
    const auto first = std::ranges::find_if(out, [](const ui::Announcement& one) { return one.pressing != ui::Pressing::urgent; });
    out.insert(first, {*said, ui::Pressing::attention, {}});
  }
  return out;
}

}  // namespace

const std::string* said_in_hall(const BoxReport& report, const Today& today) {
  const event::Itinerary& itinerary = today.itinerary;
  if (!report.documents || !today.session || itinerary.state != event::SessionState::running) return nullptr;
  const std::string& said = itinerary.notices.empty() ? report.documents->plan.notice : itinerary.notices.back();
  return said.empty() ? nullptr : &said;
}

std::shared_ptr<const ui::CalendarCode> calendar_code(const event::Plan& plan, const event::Itinerary& itinerary, base::Instant now) {
  const auto text = event::calendar_text(plan, itinerary, now);
  const auto code = text ? base::make_qr_code(*text, base::QrLevel::low) : std::nullopt;
  if (!code) return nullptr;
  return std::make_shared<const ui::CalendarCode>(ui::CalendarCode{code->size, code->modules});
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
  out.notice = itinerary.notices.empty() ? plan.notice : itinerary.notices.back();
  out.announcements = announcements_of(in, plan.zone, language);
  out.items = items_of(plan, itinerary);
  if (itinerary.current) out.now = out.items[*itinerary.current];
  if (itinerary.next) out.next = out.items[*itinerary.next];
  out.sessions = sessions_of(in, plan, language);
  if (in.today.session) {
    out.when = when_text(in.today.session->when, itinerary.day, language);
    if (out.sessions.size() > 1) out.session = title_of(plan, *in.today.session, language);
  }
  out.next_session = next_session_text(in, plan, language);
  const bool timed = std::any_of(itinerary.rows.begin(), itinerary.rows.end(), [](const event::Row& row) { return row.start.has_value(); });
  if (timed && itinerary.state == event::SessionState::running) out.day_progress = itinerary.day_progress;
  out.rating = in.today.rating;
  if (in.today.rating_opens) out.rating_opens = when_text(*in.today.rating_opens, in.now.wall, plan.zone, language);
  out.calendar = in.today.calendar;
  return out;
}

ui::StaffProgramme staff_programme_of(const ModelInput& in, ui::Language language) {
  ui::StaffProgramme out;
  const auto& asked = in.machine.state().asked;
  out.saving = asked && asked->what == Question::correction;
  out.failed = in.machine.state().correction_failed;
  if (!in.report.documents) return out;
  const event::Plan& plan = in.report.documents->plan;
  const event::Itinerary& itinerary = in.today.itinerary;
  const base::Date today = base::date_in(in.now.wall, plan.zone);
  for (const event::Session& session : plan.sessions) {
    const auto day = event::day_of(session, in.report.corrections);
    out.sessions.push_back({session.id, title_of(plan, session, language), when_text(session.when, day, language), &session == in.today.session, day == today});
  }
  if (in.today.session) {
    out.session = title_of(plan, *in.today.session, language);
    out.when = when_text(in.today.session->when, itinerary.day, language);
  }
  out.can_go_on = std::any_of(itinerary.rows.begin(), itinerary.rows.end(), [](const event::Row& row) {
    return !row.start && !row.throughout && row.state != event::RowState::skipped && row.state != event::RowState::done;
  });
  for (const event::Site& site : plan.sites) out.sites.push_back({site.id, site.name, false});
  for (const event::Questionnaire& one : plan.questionnaires) {
    const auto window = event::rating_window(plan, one, itinerary, in.report.corrections, in.now.wall);
    // A round is closed on the page of results, where it is said that this is for good.
    const bool over = in.today.session && event::round_closed(one, in.today.session->id, in.report.corrections);
    if (one.kind == event::QuestionnaireKind::sheet && (window.open || over)) continue;
    out.ratings.push_back({one.id, one.title, window.open});
  }
  if (plan.opinions)
    out.ratings.push_back({std::string(event::kOpinionsItem), language == ui::Language::zh ? "意见建议" : "Opinions", event::opinion_window(plan, itinerary, in.report.corrections, in.now.wall).open});
  if (in.report.last_correction) {
    const event::StandingCorrection& last = *in.report.last_correction;
    const auto at = base::parse_rfc3339(last.at);
    const auto row = std::find_if(itinerary.rows.begin(), itinerary.rows.end(), [&](const event::Row& one) { return !one.id.empty() && one.id == last.body.item; });
    out.last = ui::StaffProgramme::Last{base::to_string(last.record), at ? clock_of(at->at, plan.zone) : std::string(),
                                        row == itinerary.rows.end() ? std::string() : row->title, last.body};
  }
  return out;
}

}  // namespace openday::app
