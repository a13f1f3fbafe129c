#include "kiosk/roster_io/list_result.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <unordered_map>
#include <unordered_set>

#include <fmt/format.h>

#include "kiosk/roster_io/registrations.h"

namespace openday::roster_io {
namespace {

using event::GuestState;
using event::PlaceReason;

std::string_view words(PlaceReason reason, bool waits) {
  switch (reason) {
    case PlaceReason::cap_full: return waits ? "总名额已满，候补" : "总名额已满，方案不设候补，不录取";
    case PlaceReason::session_full: return waits ? "场次名额已满，候补" : "场次名额已满，方案不设候补，不录取";
    case PlaceReason::quota_full: return waits ? "类别名额已满，候补" : "类别名额已满，方案不设候补，不录取";
    case PlaceReason::joint_quota_full: return waits ? "几类合计的名额已满，候补" : "几类合计的名额已满，方案不设候补，不录取";
    case PlaceReason::after_deadline: return "报名时间在截止之后，不录取；要录取请在“状态”列写“已确认”";
    case PlaceReason::before_opening: return "报名时间在开始报名之前，不录取；要录取请在“状态”列写“已确认”";
    case PlaceReason::review_failed: return "审核未通过，不录取";
    case PlaceReason::review_pending: return "还没有审核，候补";
    case PlaceReason::as_written: return waits ? "名单里写明候补" : "名单里写明取消";
    case PlaceReason::in_turn:
    case PlaceReason::promised: break;
  }
  return {};
}

}  // namespace

void ListResult::problem(bool error, std::size_t line, Column column, std::string what) {
  const auto place = layout_[static_cast<std::size_t>(column)];
  out_.errors += error;
  if (out_.problems.size() < kMaxProblems) out_.problems.push_back({error, line, line == 0 || !place ? 0 : *place + 1, out_.sheet, std::move(what)});
}

void ListResult::make(std::vector<ReadGuest>&& guests, const RandomSource& random) {
  find_doubles(guests);
  for (const ReadGuest& guest : guests)
    if (guest.bad) out_.bad_rows.add(guest.line);
  const bool whole = out_.bad_rows.count == 0 || out_.bad_rows.count == options_.leave_out;
  std::erase_if(guests, [](const ReadGuest& guest) { return guest.bad; });
  warn_of_namesakes(guests);
  const auto waiting = place(guests);
  count(guests);
  warn_of_quotas(guests);
  warn_of_inviting(guests);
  if (!whole || guests.empty()) return;
  out_.left_out = out_.bad_rows.count;
  make_roster(guests, waiting, random);
}

// Registration number, registration, or name with phone that an earlier row has already.
void ListResult::find_doubles(std::vector<ReadGuest>& guests) {
  std::unordered_map<std::string_view, std::size_t> numbers;
  std::unordered_map<std::string, std::size_t> registrations, persons;
  persons.reserve(guests.size());
  const auto refuse = [this](auto& seen, auto key, ReadGuest& guest, Column column, std::string_view what) {
    const auto [first, fresh] = seen.try_emplace(std::move(key), guest.line);
    if (fresh) return;
    guest.bad = true;
    problem(true, guest.line, column, fmt::format("{}与第 {} 行相同；请删去或改正一行", what, first->second));
  };
  for (ReadGuest& guest : guests) {
    if (!guest.guest.number.empty()) refuse(numbers, std::string_view(guest.guest.number), guest, Column::number, "编号");
    if (guest.has_registration) refuse(registrations, event::to_string(guest.guest.registration), guest, Column::registration, "登记标识");
    if (!guest.phone.empty()) refuse(persons, guest.guest.name + '\n' + guest.phone, guest, Column::name, "姓名和手机");
  }
}

// Without a phone only the category tells two guests of one name apart.
void ListResult::warn_of_namesakes(const std::vector<ReadGuest>& guests) {
  std::unordered_map<std::string, std::size_t> seen;
  for (const ReadGuest& guest : guests) {
    if (!guest.phone.empty()) continue;
    const auto [first, fresh] = seen.try_emplace(guest.guest.name + '\n' + guest.guest.category, guest.line);
    if (!fresh) problem(false, guest.line, Column::name, fmt::format("姓名和类别与第 {} 行相同，又都没有手机；如是两个人，请填手机以便区分", first->second));
  }
}

std::vector<std::size_t> ListResult::place(std::vector<ReadGuest>& guests) {
  std::vector<event::Application> applications;
  applications.reserve(guests.size());
  for (const ReadGuest& guest : guests)
    applications.push_back({guest.guest.category, guest.guest.session, guest.guest.persons, guest.guest.state, guest.promised, guest.review, guest.registered});
  const event::Placing placing = event::place_registrations(plan_, applications);
  std::map<std::string_view, Lines> rows;
  const auto add = [&](std::size_t i) {
    const event::Place& at = placing.places[i];
    if (at.state != GuestState::expected) rows[words(at.reason, at.state == GuestState::waiting)].add(guests[i].line);
  };
  for (const std::size_t i : placing.waiting) add(i);
  for (std::size_t i = 0; i < guests.size(); ++i) {
    guests[i].guest.state = placing.places[i].state;
    if (placing.places[i].state == GuestState::cancelled) add(i);
    const bool out_of_time = placing.places[i].reason == PlaceReason::after_deadline || placing.places[i].reason == PlaceReason::before_opening;
    if (out_of_time) problem(false, guests[i].line, Column::registered_at, std::string(words(placing.places[i].reason, false)));
  }
  for (auto& [what, lines] : rows) out_.placed.push_back({std::string(what), std::move(lines)});
  for (const std::size_t i : placing.over_promised) problem(false, guests[i].line, Column::state, "写了“已确认”，但名额已满；仍按录取处理，请核对");
  if (plan_.registration.order == event::RegistrationOrder::first_come && !layout_[static_cast<std::size_t>(Column::registered_at)])
    out_.notes.push_back("方案按报名先后录取；名单没有“报名时间”列，按行的先后处理");
  if (plan_.registration.order == event::RegistrationOrder::review && !layout_[static_cast<std::size_t>(Column::review)])
    out_.notes.push_back("方案经审查录取；名单没有“审核”列，按都已通过处理");
  return placing.waiting;
}

void ListResult::count(const std::vector<ReadGuest>& guests) {
  std::unordered_map<std::string_view, std::size_t> places;
  for (const event::Category& category : plan_.categories) {
    places.emplace(category.id, out_.categories.size());
    out_.categories.push_back({category.label, 0, 0, 0, 0, category.quota});
  }
  for (const ReadGuest& guest : guests) {
    CategoryCount& one = out_.categories[places.at(guest.guest.category)];
    one.registrations += guest.guest.state == GuestState::expected;
    one.persons += guest.guest.state == GuestState::expected ? guest.guest.persons : 0;
    one.waiting += guest.guest.state == GuestState::waiting;
    one.cancelled += guest.guest.state == GuestState::cancelled;
  }
}

// The office may invite more than a quota holds; the box will turn the rest away, so it is said now.
void ListResult::warn_of_quotas(const std::vector<ReadGuest>& guests) {
  std::map<std::string, int> persons;
  std::map<std::string, int> in_session;
  int external = 0;
  for (const ReadGuest& guest : guests) {
    if (guest.guest.state != GuestState::expected) continue;
    persons[guest.guest.category] += guest.guest.persons;
    if (plan_.category(guest.guest.category)->role != event::CategoryRole::external) continue;
    external += guest.guest.persons;
    in_session[guest.guest.session] += guest.guest.persons;
  }
  const auto warn = [&](std::string_view what, int count, int room) {
    if (count > room) problem(false, 0, Column::category, fmt::format("{}有 {} 人，方案只有 {} 个名额；后到的人将不能入场", what, count, room));
  };
  for (const event::Category& category : plan_.categories)
    if (category.quota) warn(category.label, persons[category.id], *category.quota);
  for (const event::JointQuota& joint : plan_.joint_quotas) {
    std::string labels;
    int sum = 0;
    for (const std::string& id : joint.categories) {
      const event::Category* category = plan_.category(id);
      labels += (labels.empty() ? "" : "、") + (category ? category->label : id);
      sum += persons[id];
    }
    warn(labels + "合计", sum, joint.quota);
  }
  if (plan_.cap) warn("外来来宾合计", external, *plan_.cap);
  for (const event::Session& session : plan_.sessions)
    if (session.cap) warn(fmt::format("场次“{}”", session.title.empty() ? session.id : session.title), in_session[session.id] + in_session[""], *session.cap);
}

void ListResult::warn_of_inviting(const std::vector<ReadGuest>& guests) {
  if (!layout_[static_cast<std::size_t>(Column::inviting)]) return;
  std::map<std::pair<std::string, std::string>, int> persons;
  for (const ReadGuest& guest : guests) {
    const event::Category* category = plan_.category(guest.guest.category);
    if (category->inviting.empty() || guest.guest.state == GuestState::cancelled) continue;
    const bool known = std::ranges::any_of(category->inviting, [&](const event::Inviting& one) { return tidy(one.department) == guest.inviting; });
    if (known) persons[{category->id, guest.inviting}] += guest.guest.persons;
    else problem(false, guest.line, Column::inviting, fmt::format("{}；方案里邀请{}的是：{}", guest.inviting.empty() ? "邀请部门为空" : "邀请部门不在方案中", category->label,
                                                                  std::accumulate(category->inviting.begin(), category->inviting.end(), std::string(), [](std::string out, const event::Inviting& one) {
                                                                    return std::move(out) + (out.empty() ? "" : "、") + one.department;
                                                                  })));
  }
  for (const event::Category& category : plan_.categories) {
    for (const event::Inviting& one : category.inviting) {
      const int here = persons[{category.id, tidy(one.department)}];
      if (here != one.count) problem(false, 0, Column::inviting, fmt::format("{}：{}应邀请 {} 人，名单里有 {} 人", category.label, one.department, one.count, here));
    }
  }
}

void ListResult::make_roster(std::vector<ReadGuest>& guests, const std::vector<std::size_t>& waiting, const RandomSource& random) {
  const event::Roster* previous = options_.previous && options_.previous->event() == plan_.id ? options_.previous : nullptr;
  if (options_.previous && !previous) problem(false, 0, Column::registration, "原来的名册属于另一次活动；没有沿用其中的登记");
  Registrations registrations(previous, guests);
  std::vector<std::size_t> renamed;
  registrations.assign(guests, random, renamed);
  for (const std::size_t line : renamed)
    problem(false, line, Column::number, "这个编号原来是另一个姓名；如换了人，请作废原来的码（openday revoke）并给一个新编号");
  out_.kept = registrations.kept();
  out_.made = registrations.made();
  if (previous) compare(*previous, guests);
  // Those who wait stand at the end, first in line first: the order of roster.json is that of the waiting list.
  std::vector<event::Guest> ordered;
  ordered.reserve(guests.size());
  const bool by_plan = plan_.registration.order != event::RegistrationOrder::invite;
  for (ReadGuest& guest : guests)
    if (!by_plan || guest.guest.state != GuestState::waiting) ordered.push_back(std::move(guest.guest));
  if (by_plan)
    for (const std::size_t i : waiting) ordered.push_back(std::move(guests[i].guest));
  const int version = !previous ? 1 : previous->guests() == ordered ? previous->version() : previous->version() + 1;
  out_.roster.emplace(plan_.id, version, std::move(ordered));
}

void ListResult::compare(const event::Roster& previous, const std::vector<ReadGuest>& guests) {
  std::unordered_set<event::RegistrationId, event::RegistrationIdHash> here;
  here.reserve(guests.size());
  for (const ReadGuest& guest : guests) {
    here.insert(guest.guest.registration);
    const event::Guest* before = previous.find(guest.guest.registration);
    if (!before) out_.added.add(guest.line);
    else if (!(*before == guest.guest)) out_.changed.add(guest.line);
  }
  for (const event::Guest& guest : previous.guests())
    if (!here.contains(guest.registration)) out_.removed.push_back(event::to_string(guest.registration));
}

}  // namespace openday::roster_io
