#include "kiosk/app/model_builder.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "kiosk/app/tuning.h"
#include "kiosk/event/person_name.h"

namespace openday::app {

namespace {

using ui::Model;

std::string clock_of(base::Instant at, base::Minutes zone) { return base::clock_text(base::minutes_of_day(at, zone)); }

constexpr std::array kMonths{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"};

std::string day_text(base::Date date, ui::Language language) {
  const unsigned month = static_cast<unsigned>(date.month()), day = static_cast<unsigned>(date.day());
  return language == ui::Language::zh ? fmt::format("{}月{}日", month, day) : fmt::format("{} {}", day, kMonths[month - 1]);
}

// "08:00", with the day in front when it is another than today.
std::string when_text(base::Instant at, const ModelInput& in, base::Minutes zone, ui::Language language) {
  const base::Date day = base::date_in(at, zone);
  const std::string clock = clock_of(at, zone);
  return day == base::date_in(in.now.wall, zone) ? clock : day_text(day, language) + " " + clock;
}

// ---- the strip ----

ui::Strip strip_of(const ModelInput& in, base::Minutes zone) {
  ui::Strip strip;
  const base::Date day = base::date_in(in.now.wall, zone);
  strip.month = static_cast<int>(static_cast<unsigned>(day.month()));
  strip.day = static_cast<int>(static_cast<unsigned>(day.day()));
  strip.weekday = static_cast<int>(std::chrono::weekday(std::chrono::sys_days(day)).c_encoding());
  strip.clock = clock_of(in.now.wall, zone);
  const auto& last = in.report.last_contact;
  strip.online = in.report.linked && (!last || in.now.state == base::ClockState::guessed || in.now.wall - *last < kLinkStale);
  strip.clock_in_doubt = in.now.state == base::ClockState::guessed;
  if (in.machine.state().staff) strip.pending = in.report.pending;
  return strip;
}

// ---- the programme ----

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

// ---- the visit ----

ui::Verdict verdict_of(const Outcome& outcome) {
  if (!outcome.saved) return ui::Verdict::not_saved;
  static_assert(static_cast<int>(ui::Verdict::needs_staff) == static_cast<int>(event::Verdict::needs_staff));
  return static_cast<ui::Verdict>(outcome.verdict);
}

ui::ScanResult result_of(const ModelInput& in, const Outcome& outcome, ui::Language language) {
  ui::ScanResult out;
  const base::Minutes zone = in.report.documents ? in.report.documents->plan.zone : base::kChinaOffset;
  out.verdict = verdict_of(outcome);
  out.name = event::mask_name(outcome.name);
  const event::Category* category = in.report.documents ? in.report.documents->plan.category(outcome.category) : nullptr;
  if (category) out.category = category->label;
  out.group = outcome.group;
  out.seat = outcome.seat;
  out.persons = outcome.persons;
  out.seats = outcome.seats;
  if (outcome.first_at) out.first_time = when_text(*outcome.first_at, in, zone, language);
  out.first_place = outcome.first_place;
  if (outcome.when) out.when = when_text(*outcome.when, in, zone, language);
  if (!outcome.session.empty()) out.when = outcome.session;
  out.other_event = outcome.other_event;
  out.late = outcome.late;
  return out;
}

ui::Rating rating_of(const RatingProgress& progress) {
  ui::Rating out;
  if (!progress.form || progress.answers.empty()) return out;
  const SubjectAnswer& answer = progress.answers[progress.index];
  const FormSubject& subject = progress.form->subjects[progress.subjects[progress.index]];
  out.index = static_cast<int>(progress.index) + 1;
  out.count = static_cast<int>(progress.answers.size());
  out.subject = subject.label;
  out.question = subject.question;
  for (std::size_t i = 0; i < out.words.size(); ++i) out.words[i] = progress.form->grades[i].label;
  out.grade = answer.grade;
  if (answer.grade > 0)
    for (const FormTag& tag : progress.form->grade(answer.grade).tags) out.tags.push_back({tag.label, answer.tags.contains(tag.code)});
  out.anonymous = progress.form->anonymous;
  out.saving = progress.saving;
  out.failed = progress.failed;
  return out;
}

ui::StaffGate gate_of(const ModelInput& in) {
  const GateProgress& gate = in.machine.state().gate;
  ui::StaffGate out;
  out.mode = gate.mode;
  out.problem = gate.problem;
  out.tries_left = gate.tries_left;
  out.locked_seconds = in.machine.locked_seconds(in.now);
  out.min_digits = static_cast<int>(in.machine.rules().min_pin);
  out.max_digits = static_cast<int>(in.machine.rules().max_pin);
  out.attempt = gate.attempt;
  return out;
}

void put_countdowns(const ModelInput& in, Model& model) {
  const VisitState& visit = in.machine.state();
  const VisitRules& rules = in.machine.rules();
  const int left = in.machine.return_seconds_left(in.now);
  const int thanks = static_cast<int>(rules.thanks / 1000);
  const bool good = visit.outcome && visit.outcome->identifies();
  const int result = std::max(left, static_cast<int>((good ? rules.result : rules.refusal) / 1000));
  model.result.seconds_left = left;
  model.result.seconds_total = left > 0 ? result : 0;
  model.thanks.seconds_left = left;
  model.thanks.seconds_total = left > 0 ? std::max(left, thanks) : 0;
  model.idle_seconds_left = in.machine.idle_seconds_left(in.now);
}

}  // namespace

Today look_at_today(const BoxReport& report, const base::Moment& now) {
  Today today;
  if (!report.documents) return today;
  const event::Plan& plan = report.documents->plan;
  today.session = plan.session_for(base::date_in(now.wall, plan.zone));
  if (!today.session) return today;
  today.itinerary = event::itinerary_at(plan, *today.session, report.corrections, now.wall);
  for (std::size_t i = 0; i < plan.questionnaires.size(); ++i) {
    const auto window = event::rating_window(plan, plan.questionnaires[i], today.itinerary, report.corrections, now.wall);
    if (window.open && !today.form) {
      today.form = report.documents->forms[i];
      today.rating = ui::RatingState::open;
    } else if (!today.form && window.opens) {
      today.rating = ui::RatingState::later;
      today.rating_opens = today.rating_opens ? std::min(*today.rating_opens, *window.opens) : window.opens;
    } else if (!today.form && today.rating == ui::RatingState::none) {
      const bool over = today.itinerary.state == event::SessionState::after || today.itinerary.state == event::SessionState::closed;
      today.rating = over ? ui::RatingState::closed : ui::RatingState::later;
    }
  }
  if (today.form) today.rating_opens.reset();
  return today;
}

BoxFacts box_facts(const BoxReport& report, const Today& today) {
  BoxFacts facts;
  facts.pin_set = report.pin_set;
  facts.running = today.session && today.itinerary.state == event::SessionState::running && !today.itinerary.rows.empty();
  facts.rating = today.form;
  facts.trouble = report.trouble;
  return facts;
}

ui::Model build_model(const ModelInput& in) {
  const VisitState& visit = in.machine.state();
  const base::Minutes zone = in.report.documents ? in.report.documents->plan.zone : base::kChinaOffset;
  Model model;
  model.visit = visit.id;
  model.page = visit.page;
  model.language = visit.language;
  model.large_type = visit.large_type;
  model.high_contrast = visit.high_contrast;
  model.staff_mode = visit.staff;
  model.strip = strip_of(in, zone);
  model.event = event_of(in, visit.language);
  if (visit.outcome && !visit.outcome->may_rate) model.event.rating = ui::RatingState::none;
  model.camera.place = in.camera.place;
  model.camera.state = in.camera.state;
  model.camera.message = in.camera.message;
  model.camera.preview = visit.preview || visit.page == ui::Page::check_in || in.camera.code_like;
  if (model.camera.preview) {
    model.camera.image = in.camera.image;
    model.camera.image_serial = in.camera.image_serial;
  }
  model.code_for_rating = visit.code_for_rating;
  if (visit.outcome) model.result = result_of(in, *visit.outcome, visit.language);
  model.rating = rating_of(visit.rating);
  model.thanks.ratings = visit.thanked_for;
  model.thanks.already_rated = visit.rated_before;
  model.gate = gate_of(in);
  if (visit.staff && visit.attendance) model.attendance = *visit.attendance;
  if (in.report.trouble) model.trouble = *in.report.trouble;
  put_countdowns(in, model);
  model.help_called = visit.help_called;
  model.bureau_phone = in.staff_phone;
  return model;
}

}  // namespace openday::app
