#include "kiosk/app/model_builder.h"

#include <algorithm>
#include <utility>

#include "kiosk/app/model_calls.h"
#include "kiosk/app/model_door.h"
#include "kiosk/app/model_find.h"
#include "kiosk/app/model_keyboard.h"
#include "kiosk/app/model_line.h"
#include "kiosk/app/model_more.h"
#include "kiosk/app/model_opinion.h"
#include "kiosk/app/model_hand_over.h"
#include "kiosk/app/model_papers.h"
#include "kiosk/app/model_self_test.h"
#include "kiosk/app/model_programme.h"
#include "kiosk/app/model_roll_call.h"
#include "kiosk/app/model_sheet.h"
#include "kiosk/app/model_times.h"
#include "kiosk/app/tuning.h"
#include "kiosk/event/person_name.h"
#include "kiosk/event/session_choice.h"

namespace openday::app {

namespace {

using ui::Model;

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
  if (outcome.first_at) out.first_time = when_text(*outcome.first_at, in.now.wall, zone, language);
  out.first_place = outcome.first_place;
  if (outcome.when) out.when = when_text(*outcome.when, in.now.wall, zone, language);
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
  out.anonymous = progress.anonymous;
  out.can_comment = progress.form->comment_max > 0;
  out.comment = answer.comment.text();
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
  out.can_leave = !in.machine.first_start();
  return out;
}

void put_attendance(const ModelInput& in, Model& model) {
  const VisitState& visit = in.machine.state();
  if (!visit.staff) return;
  model.badges = in.badges;
  if (visit.page != ui::Page::staff_attendance || !visit.attendance) return;
  ui::StaffAttendance& out = model.attendance;
  out = *visit.attendance;
  out.can_search = true;
  out.types = visit.list_search.types;
  out.query = visit.list_search.query.text();
  out.searching = visit.list_search.searching;
  out.found = visit.list_search.found;
}

void put_countdowns(const ModelInput& in, Model& model) {
  const VisitState& visit = in.machine.state();
  const VisitRules& rules = in.machine.rules();
  const int left = in.machine.return_seconds_left(in.now);
  const int thanks = static_cast<int>((visit.receipt ? kReceiptTimes : 1) * rules.thanks / 1000);
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
  today.notices = event::notices_at(report.documents->notices, now.wall);
  today.session = event::session_in_force(plan, report.corrections, base::date_in(now.wall, plan.zone), base::minutes_of_day(now.wall, plan.zone));
  if (!today.session) return today;
  today.itinerary = event::itinerary_at(plan, *today.session, report.corrections, now.wall);
  today.calendar = calendar_code(plan, today.itinerary, now.wall);
  for (std::size_t i = 0; i < plan.questionnaires.size(); ++i) {
    const auto window = event::rating_window(plan, plan.questionnaires[i], today.itinerary, report.corrections, now.wall);
    const auto& sheet = report.documents->sheets[i];
    if (event::round_closed(plan.questionnaires[i], today.session->id, report.corrections)) today.closed_rounds.insert(plan.questionnaires[i].id);
    if (window.open && (sheet || !today.form)) {
      if (sheet) today.sheets.push_back(sheet);
      else today.form = report.documents->forms[i];
      today.rating = ui::RatingState::open;
    } else if (!today.open() && window.opens) {
      today.rating = ui::RatingState::later;
      today.rating_opens = today.rating_opens ? std::min(*today.rating_opens, *window.opens) : window.opens;
    } else if (!today.open() && today.rating == ui::RatingState::none) {
      const bool over = today.itinerary.state == event::SessionState::after || today.itinerary.state == event::SessionState::closed;
      today.rating = over ? ui::RatingState::closed : ui::RatingState::later;
    }
  }
  if (today.open()) today.rating_opens.reset();
  if (report.documents->opinions && event::opinion_window(plan, today.itinerary, report.corrections, now.wall).open) today.opinions = report.documents->opinions;
  return today;
}

BoxFacts box_facts(const BoxReport& report, const Today& today) {
  BoxFacts facts;
  facts.pin_set = report.pin_set;
  facts.running = today.session && today.itinerary.state == event::SessionState::running && !today.itinerary.rows.empty();
  facts.rating = today.form;
  facts.sheets = today.sheets;
  facts.closed_rounds = today.closed_rounds;
  facts.opinions = today.opinions;
  facts.trouble = report.trouble;
  facts.facts_wait_until = report.facts_wait_until;
  facts.notices = today.notices.size() + (said_in_hall(report, today) ? 1 : 0);
  if (report.documents) {
    facts.walk_in_categories = walk_in_categories(report.documents->plan);
    facts.has_roster = report.documents->roster.has_value();
    facts.can_find = facts.has_roster && report.documents->plan.confirmation.found_confirm != event::FoundConfirm::off;
    facts.declarations = declarations_of(report.documents->plan.eligibility).size();
  }
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
  model.voice = visit.voice;
  model.low_reach = visit.low_reach;
  model.staff_mode = visit.staff;
  model.strip = strip_of(in, zone);
  model.event = event_of(in, visit.language);
  const bool asked = in.machine.votes() || model.event.rating != ui::RatingState::open;
  if (visit.outcome && (!visit.outcome->may_rate || !asked)) model.event.rating = ui::RatingState::none;
  model.camera.place = in.camera.place;
  model.camera.state = in.camera.state;
  model.camera.message = in.camera.message;
  model.camera.preview = visit.preview || visit.page == ui::Page::check_in || visit.page == ui::Page::staff_self_test || in.camera.code_like;
  if (model.camera.preview) {
    model.camera.image = in.camera.image;
    model.camera.image_serial = in.camera.image_serial;
  }
  model.code_for_rating = visit.code_for_rating;
  if (visit.outcome) model.result = result_of(in, *visit.outcome, visit.language);
  put_door(in, model);
  put_find(in, model);
  put_opinions(in, model);
  model.keyboard = keyboard_of(in.machine);
  model.rating = rating_of(visit.rating);
  put_sheet(in, model);
  put_more(in, model);
  put_line(in, model);
  put_papers(in, model);
  put_roll_call(in, model);
  put_places(in, model);
  put_self_test(in, model);
  put_hand_over(in, model);
  model.thanks.ratings = visit.thanked_for;
  model.thanks.already_rated = visit.rated_before;
  model.thanks.named = visit.named_thanks;
  model.thanks.more = !visit.staff && visit.page == ui::Page::thanks && !in.machine.offers().empty();
  model.gate = gate_of(in);
  put_attendance(in, model);
  if (visit.staff && visit.role == ui::StaffRole::supervisor) model.programme = staff_programme_of(in, visit.language);
  if (in.report.trouble) model.trouble = *in.report.trouble;
  if (model.trouble.trouble == ui::Trouble::no_font && in.report.trouble) {   // Latin letters are all that can be read
    model.language = ui::Language::en;
    model.event = {};
  }
  put_countdowns(in, model);
  model.help_called = visit.help_called;
  model.calls = calls_of(in, zone);
  model.bureau_phone = in.staff_phone;
  if (const auto& documents = in.report.documents) model.wording = std::shared_ptr<const ui::Wording>(documents, &documents->plan.texts);
  return model;
}

}  // namespace openday::app
