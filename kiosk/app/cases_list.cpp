#include "kiosk/app/cases_list.h"

#include <algorithm>

#include <fmt/format.h>

namespace openday::app {
namespace {

std::string day_text(event::Date day, event::Date today) {
  const auto month = static_cast<unsigned>(day.month()), date = static_cast<unsigned>(day.day());
  return day.year() == today.year() ? fmt::format("{}月{}日", month, date) : fmt::format("{}年{}月{}日", static_cast<int>(day.year()), month, date);
}

ui::CaseClock clock_of_case(const event::FollowUpCase& one, const event::CaseClock& clock, event::Date today) {
  ui::CaseClock out{clock.label, clock.span, {}, clock.to, false, event::is_overdue(one, clock, today)};
  if (clock.due) {
    out.due = day_text(clock.due->date, today);
    out.provisional = clock.due->provisional;
  }
  return out;
}

ui::StaffCase case_of(const event::FollowUpCase& one, event::Date today) {
  ui::StaffCase out;
  out.number = one.number;
  out.subject = one.subject_label;
  out.received = day_text(one.received, today);
  out.origin = static_cast<ui::CaseOrigin>(one.source);
  out.grade = one.grade_label;
  out.tags = one.tags;
  out.text = one.text;
  out.owner = one.owner;
  out.note = one.note;
  out.state = one.state;
  out.reply = one.reply;
  for (const event::CaseClock& clock : one.clocks) out.clocks.push_back(clock_of_case(one, clock, today));
  out.overdue = event::is_overdue(one, today);
  out.erased = one.erased;
  return out;
}

int rank(const ui::StaffCase& one) { return (one.state == event::CaseState::closed ? 100 : 10 * static_cast<int>(one.state)) + (one.overdue ? 0 : 1); }

// Departments that the plan or the office's subjects name, in the order in which they come up, each once.
std::vector<std::string> departments_of(const event::Plan& plan, const std::vector<event::OpinionSubject>& subjects) {
  std::vector<std::string> out;
  const auto add = [&out](const std::string& name) {
    if (!name.empty() && std::find(out.begin(), out.end(), name) == out.end()) out.push_back(name);
  };
  if (plan.opinions)
    for (const event::OpinionSubject& subject : plan.opinions->subjects.empty() ? subjects : plan.opinions->subjects) add(subject.owner);
  for (const event::Questionnaire& one : plan.questionnaires)
    for (const event::Subject& subject : one.subjects) add(subject.owner);
  for (const event::FeedbackDuty& duty : plan.feedback) add(duty.owner);
  for (const event::Duty& duty : plan.duties) add(duty.role);
  for (const event::Category& category : plan.categories)
    for (const event::Inviting& inviting : category.inviting) add(inviting.department);
  for (const event::Session& session : plan.sessions)
    for (const event::Item& item : session.items) add(item.owner);
  return out;
}

}  // namespace

ui::StaffCases make_cases(const event::Plan& plan, const std::vector<event::OpinionSubject>& subjects, const event::FollowUpList& list, event::Date today) {
  static_assert(static_cast<int>(ui::CaseOrigin::opinion) == static_cast<int>(event::CaseSource::opinion));
  ui::StaffCases out;
  for (const event::FollowUpCase& one : list.cases) out.cases.push_back(case_of(one, today));
  std::stable_sort(out.cases.begin(), out.cases.end(), [](const ui::StaffCase& a, const ui::StaffCase& b) { return rank(a) < rank(b); });
  out.departments = departments_of(plan, subjects);
  return out;
}

}  // namespace openday::app
