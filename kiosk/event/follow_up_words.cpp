#include "kiosk/event/follow_up_words.h"

#include <algorithm>

#include <fmt/format.h>

#include "kiosk/event/feedback_clock.h"
#include "kiosk/event/plan_reader_words.h"

namespace openday::event {
namespace {

bool of_one_case(FeedbackKind what) { return what == FeedbackKind::resolve || what == FeedbackKind::reply || what == FeedbackKind::reply_written; }

CaseClock clock_of(const FeedbackDuty& duty, std::optional<Date> anchor, const WorkdayCalendar* calendar) {
  CaseClock out;
  out.what = duty.what;
  out.label = duty.text.empty() ? std::string(label_of(kFeedbackWords, duty.what)) : duty.text;
  if (duty.n) out.span = fmt::format("{} {}", *duty.n, label_of(kUnitWords, duty.unit));
  out.to = duty.to;
  out.owner = duty.owner;
  out.anchor = duty.anchor;
  if (anchor) out.due = due_date(duty, *anchor, calendar);
  return out;
}

}  // namespace

SubjectNames::SubjectNames(const Plan& plan, const FollowUpWords& words) {
  for (const Questionnaire& questionnaire : plan.questionnaires)
    for (const Subject& subject : questionnaire.subjects) names_[subject.id] = {subject.label, subject.owner, &questionnaire};
  const auto& subjects = plan.opinions && !plan.opinions->subjects.empty() ? plan.opinions->subjects : words.subjects;
  for (const OpinionSubject& subject : subjects) names_.try_emplace(subject.id, Name{subject.label, subject.owner, nullptr});
}

std::string SubjectNames::label(const std::string& subject) const {
  const auto found = names_.find(subject);
  return found == names_.end() ? subject : found->second.label;
}

std::string SubjectNames::owner(const std::string& subject) const {
  const auto found = names_.find(subject);
  return found == names_.end() ? std::string() : found->second.owner;
}

std::string SubjectNames::questionnaire_of(const std::string& subject) const {
  const auto found = names_.find(subject);
  return found == names_.end() || found->second.questionnaire == nullptr ? std::string() : found->second.questionnaire->id;
}

std::string SubjectNames::item(const std::string& subject, const std::string& item) const {
  const auto found = names_.find(subject);
  if (found == names_.end() || found->second.questionnaire == nullptr) return item;
  const auto& items = found->second.questionnaire->items;
  const auto one = std::ranges::find(items, item, &SheetItem::id);
  return one == items.end() ? item : one->label;
}

std::string grade_label(const Catalogue* catalogue, int grade) {
  if (grade == 0) return {};
  const Grade* known = catalogue != nullptr ? catalogue->grade(grade) : nullptr;
  return known != nullptr ? known->label : fmt::format("{} 级", grade);
}

std::string tag_label(const Catalogue* catalogue, const std::string& code) {
  if (catalogue == nullptr) return code;
  const Tag* tag = catalogue->tag(code);
  return tag != nullptr ? tag->label : fmt::format("{}（目录中已无此项）", code);
}

std::vector<CaseClock> case_clocks(const Plan& plan, const WorkdayCalendar* calendar, Date received, std::optional<Date> end) {
  std::vector<CaseClock> out;
  for (const FeedbackDuty& duty : plan.feedback)
    if (of_one_case(duty.what)) out.push_back(clock_of(duty, duty.anchor == ClockAnchor::comment_received ? received : end, calendar));
  return out;
}

std::vector<CaseClock> event_clocks(const Plan& plan, const WorkdayCalendar* calendar, std::optional<Date> end) {
  std::vector<CaseClock> out;
  for (const FeedbackDuty& duty : plan.feedback)
    if (!of_one_case(duty.what)) out.push_back(clock_of(duty, end, calendar));
  return out;
}

}  // namespace openday::event
