#include "kiosk/event/attendance.h"

#include <algorithm>
#include <utility>

#include "kiosk/event/attendance_state.h"

namespace openday::event {

using attendance_fold::Group;
using attendance_fold::GroupKey;
using attendance_fold::Index;
using attendance_fold::Place;

Attendance::Attendance() : state_(std::make_unique<State>()) {}
Attendance::~Attendance() = default;
Attendance::Attendance(Attendance&&) noexcept = default;
Attendance& Attendance::operator=(Attendance&&) noexcept = default;

void Attendance::add(const Record& record) { state_->add(record); }

void Attendance::set_seats(const RegistrationId& id, int seats) {
  const int wanted = std::max(seats, 1);
  const auto [entry, created] = state_->seats.try_emplace(id, wanted);
  if (!created && entry->second == wanted) return;
  entry->second = wanted;
  const auto groups = state_->groups_of.find(id);
  if (groups == state_->groups_of.end()) return;
  for (Group* group : groups->second)
    if (!std::exchange(group->stale, true)) state_->stale.push_back(group);
}

const Presence* Attendance::find(std::string_view event, std::string_view session, const RegistrationId& id) const {
  state_->refresh();
  const auto group = state_->groups.find(GroupKey{{std::string(event), std::string(session)}, id});
  return group == state_->groups.end() || !group->second.presence ? nullptr : &*group->second.presence;
}

std::vector<Presence> Attendance::present(std::string_view event, std::string_view session) const {
  state_->refresh();
  std::vector<const Group*> found;
  for (const auto& [key, group] : state_->groups)
    if (group.presence && key.place.first == event && key.place.second == session) found.push_back(&group);
  std::ranges::sort(found, [this](const Group* a, const Group* b) { return state_->order.before(a->first, b->first); });
  std::vector<Presence> out;
  for (const Group* group : found) out.push_back(*group->presence);
  return out;
}

int Attendance::persons(std::string_view event, std::string_view session) const {
  state_->refresh();
  const Place place{event, session};
  int sum = state_->erased.persons(place);
  if (const auto found = state_->totals.find(place); found != state_->totals.end())
    for (const auto& [category, count] : found->second) sum += count;
  return sum;
}

int Attendance::persons(std::string_view event, std::string_view session, std::string_view category) const {
  state_->refresh();
  const Place place{event, session};
  const int erased = state_->erased.persons(place, category);
  const auto found = state_->totals.find(place);
  if (found == state_->totals.end()) return erased;
  const auto count = found->second.find(category);
  return erased + (count == found->second.end() ? 0 : count->second);
}

int Attendance::State::refusals(std::string_view event, std::string_view session, std::predicate<const Refusal&> auto&& of_them) const {
  const auto found = refused.find(Place{event, session});
  if (found == refused.end()) return 0;
  return static_cast<int>(std::ranges::count_if(found->second, [&](const Refusal& one) { return of_them(one) && counts(one.index); }));
}

int Attendance::refusals(std::string_view event, std::string_view session) const {
  return state_->refusals(event, session, [](const State::Refusal&) { return true; });
}

int Attendance::refusals(std::string_view event, std::string_view session, std::string_view category) const {
  return state_->refusals(event, session, [&](const State::Refusal& one) { return one.category == category; });
}

int Attendance::refusals_by_department(std::string_view event, std::string_view session, std::string_view department) const {
  return state_->refusals(event, session, [&](const State::Refusal& one) { return one.department == department; });
}

std::optional<Screened> Attendance::screened(std::string_view event, std::string_view session, const RegistrationId& id) const {
  state_->refresh();
  const auto group = state_->groups.find(GroupKey{{std::string(event), std::string(session)}, id});
  return group == state_->groups.end() ? std::nullopt : group->second.screened;
}

std::vector<Conflict> Attendance::conflicts(std::string_view event) const {
  state_->refresh();
  const UuidSet settled = state_->settled();
  std::vector<const Group*> found;
  for (const auto& [key, group] : state_->groups) {
    if (!group.conflict || key.place.first != event) continue;
    if (!std::ranges::all_of(group.conflict->records, [&](const base::Uuid& id) { return settled.contains(id); })) found.push_back(&group);
  }
  std::ranges::sort(found, [this](const Group* a, const Group* b) { return state_->order.before(a->first, b->first); });
  std::vector<Conflict> out;
  for (const Group* group : found) out.push_back(*group->conflict);
  return out;
}

UuidSet Attendance::settled() const { return state_->settled(); }

std::vector<Admission> Attendance::admissions(std::string_view event) const {
  state_->refresh();
  std::vector<Index> found;
  for (const auto& [key, group] : state_->groups) {
    if (key.place.first != event) continue;
    for (const Index index : group.admissions)
      if (state_->counts(index)) found.push_back(index);
  }
  std::ranges::sort(found, [this](Index a, Index b) { return state_->order.before(a, b); });
  std::vector<Admission> out;
  out.reserve(found.size());
  for (const Index index : found) {
    const auto& fact = state_->facts[index];
    const auto& body = std::get<CheckInBody>(fact.body);
    out.push_back({fact.id, fact.device, fact.at, !state_->order.time_ms(index), body.registration, body.session, body.category, body.persons, body.way, fact.walk_in, fact.name});
  }
  return out;
}

std::vector<StandingCorrection> Attendance::standing_corrections(std::string_view event) const {
  state_->refresh();
  std::vector<Index> found;
  for (const Index index : state_->corrections)
    if (state_->facts[index].event == event && state_->counts(index)) found.push_back(index);
  std::ranges::sort(found, [this](Index a, Index b) { return state_->order.before(a, b); });
  std::vector<StandingCorrection> out;
  for (const Index index : found) {
    const auto& fact = state_->facts[index];
    out.push_back({fact.id, fact.at, std::get<CorrectionBody>(fact.body)});
  }
  return out;
}

std::vector<CorrectionBody> Attendance::corrections(std::string_view event) const {
  std::vector<CorrectionBody> out;
  for (StandingCorrection& one : standing_corrections(event)) out.push_back(std::move(one.body));
  return out;
}

}  // namespace openday::event
