#include "kiosk/app/attendance_list.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_set>

#include <fmt/format.h>

#include "kiosk/app/plan_words.h"
#include "kiosk/base/time.h"

namespace openday::app {

namespace {

using ui::StaffCategory;
using ui::StaffFilter;
using ui::StaffGrouping;
using ui::StaffRow;
using ui::StaffStatus;

class ListMaker {
 public:
  ListMaker(const Documents& documents, std::string_view session, const event::Attendance& attendance, StaffFilter filter, StaffGrouping grouping)
      : documents_(documents), plan_(documents.plan), attendance_(attendance), session_(session), filter_(filter), grouping_(grouping) {
    for (event::Presence& presence : attendance.present(plan_.id, session)) present_.emplace(presence.registration, std::move(presence));
    conflicts_ = attendance.conflicts(plan_.id);
    for (const event::Conflict& conflict : conflicts_)
      if (conflict.session == session_) open_.insert(conflict.registration);
    out_.filter = filter;
    out_.came = attendance.persons(plan_.id, session);
    out_.refused = attendance.refusals(plan_.id, session);
  }

  AttendanceList make() {
    note_groupings();
    begin_groups();
    if (documents_.roster) {
      for (const event::Guest& guest : documents_.roster->guests()) expected(guest);
      for (const event::Guest& guest : documents_.roster->guests()) waiting(guest);
    }
    for (const auto& [registration, presence] : present_)
      if (!listed_.contains(registration)) unexpected(presence);
    count_refused_by_department();
    out_.open = static_cast<int>(open_.size());
    for (std::size_t i = 0; grouping_ == StaffGrouping::category && i < plan_.categories.size(); ++i)
      if (out_.categories[i].expected == 0) out_.categories[i].expected = plan_.categories[i].quota.value_or(0);
    put_unknown_refusals();
    note_observers();
    if (!conflicts_.empty()) out_.conflict = words_for(conflicts_.front());
    out_.rows = ui::StaffRows(std::move(rows_));
    return {std::move(out_), std::move(guests_)};
  }

 private:
  void note_groupings() {
    out_.groupings = {StaffGrouping::category};
    if (plan_.sessions.size() > 1) out_.groupings.push_back(StaffGrouping::session);
    const auto invited = [](const event::Guest& guest) { return !guest.department.empty(); };
    if (documents_.roster && std::ranges::any_of(documents_.roster->guests(), invited)) out_.groupings.push_back(StaffGrouping::department);
    if (std::ranges::find(out_.groupings, grouping_) == out_.groupings.end()) grouping_ = StaffGrouping::category;
    out_.grouping = grouping_;
  }

  // Categories and sessions stand there from the start, departments as the roster names them.
  void begin_groups() {
    if (grouping_ == StaffGrouping::category)
      for (const event::Category& one : plan_.categories) {
        StaffCategory& shown = group(one.id, one.label);
        shown.came = attendance_.persons(plan_.id, session_, one.id);
        shown.refused = attendance_.refusals(plan_.id, session_, one.id);
      }
    if (grouping_ != StaffGrouping::session) return;
    for (const event::Session& one : plan_.sessions) {
      StaffCategory& shown = group(one.id, one.title.empty() ? one.id : one.title);
      shown.came = attendance_.persons(plan_.id, one.id);
      shown.refused = attendance_.refusals(plan_.id, one.id);
      if (documents_.roster) count_session(one.id, shown);
    }
  }

  void count_session(const std::string& session, StaffCategory& shown) const {
    for (const event::Guest& guest : documents_.roster->guests())
      if (guest.state == event::GuestState::expected && (guest.session.empty() || guest.session == session)) shown.expected += guest.persons;
    for (const event::Presence& one : attendance_.present(plan_.id, session))
      if (!documents_.roster->find(one.registration)) shown.walk_in += one.persons;
  }

  StaffCategory& group(const std::string& id, const std::string& name) {
    const auto [at, fresh] = groups_.try_emplace(id, out_.categories.size());
    if (fresh) out_.categories.push_back({name});
    return out_.categories[at->second];
  }
  StaffCategory& department(const event::Guest& guest) { return group(guest.department, guest.department.empty() ? "（没有邀请单位）" : guest.department); }

  void expected(const event::Guest& guest) {
    if (guest.state != event::GuestState::expected || (!guest.session.empty() && guest.session != session_)) return;
    listed_.insert(guest.registration);
    const auto came = present_.find(guest.registration);
    const int persons = came == present_.end() ? 0 : came->second.persons;
    out_.expected += guest.persons;
    out_.absent += std::max(0, guest.persons - persons);
    if (grouping_ == StaffGrouping::category && plan_.category(guest.category)) group(guest.category, guest.category).expected += guest.persons;
    if (grouping_ == StaffGrouping::department) department(guest).expected += guest.persons, department(guest).came += persons;
    StaffRow row{"", guest.name, category_label(plan_, guest.category), guest.phone_tail, guest.persons, StaffStatus::absent, false};
    if (came != present_.end()) arrived(row, came->second);
    row.can_admit = persons < guest.persons;
    add(std::move(row), guest.registration);
  }

  void waiting(const event::Guest& guest) {
    if (guest.state != event::GuestState::waiting || (!guest.session.empty() && guest.session != session_)) return;
    listed_.insert(guest.registration);
    const auto came = present_.find(guest.registration);
    StaffRow row{"", guest.name, category_label(plan_, guest.category), guest.phone_tail, guest.persons, StaffStatus::waiting, false};
    if (came != present_.end()) arrived(row, came->second);
    else ++out_.waiting;
    if (came != present_.end() && grouping_ == StaffGrouping::department) department(guest).came += came->second.persons;
    row.can_admit = (came == present_.end() ? 0 : came->second.persons) < guest.persons;
    add(std::move(row), guest.registration);
  }

  void unexpected(const event::Presence& presence) {
    const std::string who = !presence.name.empty() ? presence.name : presence.walk_in ? "（现场补登）" : "（不在名单）";
    StaffRow row{"", who, category_label(plan_, presence.category), "", presence.persons, StaffStatus::walk_in, false};
    arrived(row, presence);
    if (row.status == StaffStatus::came) row.status = StaffStatus::walk_in;
    out_.walk_in += presence.persons;
    if (grouping_ == StaffGrouping::category && plan_.category(presence.category)) group(presence.category, presence.category).walk_in += presence.persons;
    add(std::move(row), presence.registration);
  }

  void arrived(StaffRow& row, const event::Presence& presence) {
    row.time = clock_of(plan_, presence.first_at);
    row.persons = presence.persons;
    row.status = open_.contains(presence.registration) ? StaffStatus::open : presence.late ? StaffStatus::late : StaffStatus::came;
    if (presence.late) ++out_.late;
  }

  void add(StaffRow row, const event::RegistrationId& registration) {
    const bool here = !row.time.empty();
    const bool wanted = filter_ == StaffFilter::all || (filter_ == StaffFilter::absent && row.status == StaffStatus::absent) || (filter_ == StaffFilter::came && here) ||
                        (filter_ == StaffFilter::waiting && row.status == StaffStatus::waiting) || (filter_ == StaffFilter::late && row.status == StaffStatus::late) ||
                        (filter_ == StaffFilter::open && open_.contains(registration));
    if (!wanted) return;
    rows_.push_back(std::move(row));
    guests_.push_back(registration);
  }

  // A refusal holds no personal data: category and inviting department where the decision knew them.
  void count_refused_by_department() {
    if (grouping_ != StaffGrouping::department) return;
    std::set<std::string_view> counted;   // a department none of whose guests is expected here is shown when one was refused
    for (const event::Guest& guest : documents_.roster->guests()) {
      if (guest.department.empty() || !counted.insert(guest.department).second) continue;
      if (const int refused = attendance_.refusals_by_department(plan_.id, session_, guest.department)) department(guest).refused = refused;
    }
  }

  void put_unknown_refusals() {
    int known = 0;
    for (const StaffCategory& one : out_.categories) known += one.refused;
    if (grouping_ == StaffGrouping::session || out_.refused <= known) return;
    StaffCategory rest;
    rest.unknown = true;
    rest.refused = out_.refused - known;
    out_.categories.push_back(std::move(rest));
  }

  void note_observers() {
    for (const event::Category& category : plan_.categories) {
      if (category.role == event::CategoryRole::external || !category.call_time) continue;
      out_.note += fmt::format("{}{} 列席，{} 集中", out_.note.empty() ? "" : "；", category.label, base::clock_text(*category.call_time));
    }
  }

  [[nodiscard]] std::string words_for(const event::Conflict& conflict) const {
    const event::Guest* guest = documents_.roster ? documents_.roster->find(conflict.registration) : nullptr;
    const std::string who = guest ? guest->name : "一位来宾";
    return conflict.kind == event::ConflictKind::admitted_elsewhere ? who + " 在两台机器上签到" : who + " 签到的人数多于登记的人数";
  }

  const Documents& documents_;
  const event::Plan& plan_;
  const event::Attendance& attendance_;
  std::string_view session_;
  StaffFilter filter_;
  StaffGrouping grouping_;
  std::map<std::string, std::size_t> groups_;   // by id: index into out_.categories
  std::map<event::RegistrationId, event::Presence> present_;
  std::vector<event::Conflict> conflicts_;
  std::unordered_set<event::RegistrationId, event::RegistrationIdHash> open_, listed_;
  ui::StaffAttendance out_;
  std::vector<StaffRow> rows_;
  std::vector<event::RegistrationId> guests_;
};

}  // namespace

AttendanceList make_attendance_list(const Documents& documents, std::string_view session, const event::Attendance& attendance, StaffFilter filter, StaffGrouping grouping) {
  return ListMaker(documents, session, attendance, filter, grouping).make();
}

}  // namespace openday::app
