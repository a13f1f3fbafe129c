#include "kiosk/event/day_summary.h"

#include <algorithm>
#include <map>

namespace openday::event {
namespace {

constexpr Minutes kQuarter{15};

std::vector<SummaryCategory> categories_of(const Plan& plan, const Session& session, const Roster* roster, const Attendance& attendance) {
  std::map<std::string, int, std::less<>> invited;
  if (roster != nullptr)
    for (const Guest& guest : roster->guests())
      if (guest.state == GuestState::expected && (guest.session.empty() || guest.session == session.id)) invited[guest.category] += guest.persons;
  std::vector<SummaryCategory> out;
  for (const Category& category : plan.categories) {
    SummaryCategory one{category.label, invited[category.id], attendance.persons(plan.id, session.id, category.id)};
    if (one.expected == 0) one.expected = category.quota.value_or(0);
    if (one.expected > 0 || one.came > 0) out.push_back(std::move(one));
  }
  return out;
}

std::vector<SummaryQuarter> arrivals_of(const Plan& plan, const Session& session, const Attendance& attendance) {
  std::map<Minutes, int> found;
  for (const Presence& one : attendance.present(plan.id, session.id)) {
    const auto read = base::parse_rfc3339(one.first_at);
    if (!read) continue;
    const Minutes minute = base::minutes_of_day(read->at, plan.zone);
    found[minute - minute % kQuarter] += one.persons;
  }
  std::vector<SummaryQuarter> out;
  if (found.empty()) return out;
  for (Minutes from = found.begin()->first; from <= found.rbegin()->first; from += kQuarter) {
    const auto here = found.find(from);
    const int persons = here == found.end() ? 0 : here->second;
    if (out.size() < kMostQuarters) out.push_back({from, persons});
    else out.back().persons += persons;
  }
  return out;
}

std::vector<SummarySubject> opinions_of(const FollowUpList& list, Date at) {
  std::vector<SummarySubject> out;
  for (const FollowUpCase& one : list.cases) {
    if (one.source != CaseSource::opinion) continue;
    auto subject = std::ranges::find(out, one.subject_label, &SummarySubject::label);
    if (subject == out.end()) subject = out.insert(out.end(), {one.subject_label, one.owner, 0, 0, 0, {}});
    ++subject->count;
    if (one.state == CaseState::closed) ++subject->closed;
    if (is_overdue(one, at)) ++subject->overdue;
    if (subject->texts.size() < kMostTexts && !one.text.empty()) subject->texts.push_back(one.text);
  }
  std::ranges::stable_sort(out, std::ranges::greater(), &SummarySubject::count);
  return out;
}

}  // namespace

DaySummary day_summary(const Plan& plan, const Roster* roster, const Attendance& attendance, Figures figures, const FollowUpList& list, Date at) {
  DaySummary out;
  out.bureau = plan.bureau;
  out.event = plan.name;
  out.theme = plan.theme;
  for (const Session& session : plan.sessions) {
    SummarySession one{sign_in_sheet(plan, session, roster, attendance), categories_of(plan, session, roster, attendance), arrivals_of(plan, session, attendance)};
    one.sheet.rows.clear();
    out.sessions.push_back(std::move(one));
  }
  out.figures = std::move(figures);
  out.opinions = opinions_of(list, at);
  for (const SummarySubject& subject : out.opinions) {
    out.opinion_count += subject.count;
    out.closed += subject.closed;
    out.overdue += subject.overdue;
  }
  return out;
}

}  // namespace openday::event
