#include "kiosk/event/attendance.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <unordered_map>
#include <variant>

#include "kiosk/event/attendance_erased.h"
#include "kiosk/event/attendance_voids.h"
#include "kiosk/event/record_order.h"

namespace openday::event {
namespace {

using Index = std::size_t;
using Place = std::pair<std::string, std::string>;   // event, session

struct GroupKey {
  Place place;
  RegistrationId registration;
  bool operator==(const GroupKey&) const = default;
};
struct GroupKeyHash {
  std::size_t operator()(const GroupKey& key) const {
    const std::hash<std::string> text;
    return RegistrationIdHash{}(key.registration) ^ (text(key.place.first) * 31 + text(key.place.second)) * 0x9E3779B97F4A7C15u;
  }
};

// Admissions of one registration to one session, and what they amount to.
struct Group {
  std::vector<Index> admissions;
  std::optional<Presence> presence;
  std::optional<Conflict> conflict;
  Index first = 0;                 // the admission that stands
  bool stale = false;
};

using Body = std::variant<std::monostate, CheckInBody, CorrectionBody, StaffBody>;

struct Fact {
  std::string event, at;
  base::Uuid id, device;
  Body body;
  bool has_body = false;
};

std::vector<base::Uuid> ids_in(std::string_view text) {
  std::vector<base::Uuid> out;
  while (!text.empty()) {
    const auto end = std::min(text.find(' '), text.size());
    if (const auto id = base::parse_uuid(text.substr(0, end))) out.push_back(*id);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

}  // namespace

struct Attendance::State {
  RecordOrder order;
  std::vector<Fact> facts;                                    // same index as in the order
  std::unordered_map<base::Uuid, Index, UuidHash> by_id;
  std::unordered_map<GroupKey, Group, GroupKeyHash> groups;   // nodes do not move
  std::unordered_map<RegistrationId, std::vector<Group*>, RegistrationIdHash> groups_of;
  std::unordered_map<RegistrationId, int, RegistrationIdHash> seats;
  std::map<Place, std::map<std::string, int, std::less<>>> totals;
  std::unordered_map<base::Uuid, base::Uuid, UuidHash> voids;
  UuidSet voided;
  ErasedNumbers erased;
  std::vector<Index> corrections, settlements;
  std::vector<Group*> stale;
  std::uint64_t generation = 0;

  void add(const Record& record);
  void take_body(Index index, const Record& record);
  void judge_voids();
  void refresh();
  [[nodiscard]] UuidSet settled() const;
  [[nodiscard]] bool counts(Index index) const { return !voided.contains(facts[index].id) && !erased.names(facts[index].id); }

 private:
  void join(Index index, const CheckInBody& body);
  void mark(Group& group);
  void mark_record(const base::Uuid& id);
  void fold(Group& group);
  void fold_presence(Group& group, const std::vector<Index>& standing);
  [[nodiscard]] const CheckInBody& check_in(Index index) const { return std::get<CheckInBody>(facts[index].body); }
  [[nodiscard]] int seats_of(const std::vector<Index>& standing) const;
  void add_to_totals(const Presence& presence, int sign);
};

void Attendance::State::mark(Group& group) {
  if (!std::exchange(group.stale, true)) stale.push_back(&group);
}

void Attendance::State::mark_record(const base::Uuid& id) {
  const auto found = by_id.find(id);
  if (found == by_id.end()) return;
  const Fact& fact = facts[found->second];
  if (const auto* body = std::get_if<CheckInBody>(&fact.body)) mark(groups.at({{fact.event, body->session}, body->registration}));
}

void Attendance::State::add(const Record& record) {
  if (const auto known = by_id.find(record.id); known != by_id.end()) {
    if (!facts[known->second].has_body && record.body) take_body(known->second, record);
    return;
  }
  const Index index = order.add(stamp_of(record));
  facts.push_back({record.event, record.at, record.id, record.device, {}, false});
  by_id.emplace(record.id, index);
  if (record.body) take_body(index, record);
}

void Attendance::State::take_body(Index index, const Record& record) {
  facts[index].has_body = true;
  switch (parse_kind(record.kind).value_or(Kind::opinion)) {
    case Kind::check_in:
      if (const auto body = read_check_in(*record.body)) join(index, *body);
      return;
    case Kind::void_record:
      if (const auto body = read_void(*record.body)) {
        voids.emplace(record.id, body->record);
        judge_voids();
      }
      return;
    case Kind::correction:
      if (auto body = read_correction(*record.body)) {
        facts[index].body = std::move(*body);
        corrections.push_back(index);
      }
      return;
    case Kind::staff:
      if (auto body = read_staff(*record.body); body && body->what == "settled") {
        facts[index].body = std::move(*body);
        settlements.push_back(index);
      }
      return;
    case Kind::erase:
      if (const auto body = read_erase(*record.body)) {
        erased.add(index, record.event, *body);
        for (const base::Uuid& id : body->records) mark_record(id);
        judge_voids();
      }
      return;
    default: return;
  }
}

void Attendance::State::join(Index index, const CheckInBody& body) {
  facts[index].body = body;
  const auto [found, created] = groups.try_emplace(GroupKey{{facts[index].event, body.session}, body.registration});
  if (created) groups_of[body.registration].push_back(&found->second);
  found->second.admissions.push_back(index);
  mark(found->second);
}

// One void may make another void void and so revive what that named: all are judged again, and what changed is folded again. An
// erased void has no effect, whether or not this box still has its body.
void Attendance::State::judge_voids() {
  auto effective = voids;
  std::erase_if(effective, [this](const auto& entry) { return erased.names(entry.first); });
  UuidSet now = voided_records(effective);
  for (const base::Uuid& id : now)
    if (!voided.contains(id)) mark_record(id);
  for (const base::Uuid& id : voided)
    if (!now.contains(id)) mark_record(id);
  voided = std::move(now);
}

void Attendance::State::refresh() {
  if (generation != order.generation()) {
    for (auto& [key, group] : groups) mark(group);
    erased.reorder();
    generation = order.generation();
  }
  for (Group* group : std::exchange(stale, {})) {
    group->stale = false;
    fold(*group);
  }
  erased.refresh([this](Index a, Index b) { return order.before(a, b); });
}

void Attendance::State::fold(Group& group) {
  if (group.presence) add_to_totals(*group.presence, -1);
  group.presence.reset();
  group.conflict.reset();
  std::vector<Index> standing;
  for (const Index index : group.admissions)
    if (counts(index)) standing.push_back(index);
  if (standing.empty()) return;
  std::ranges::sort(standing, [this](Index a, Index b) { return order.before(a, b); });
  fold_presence(group, standing);
  add_to_totals(*group.presence, 1);
}

int Attendance::State::seats_of(const std::vector<Index>& standing) const {
  const auto known = seats.find(check_in(standing.front()).registration);
  if (known != seats.end()) return known->second;
  int most = 1;
  for (const Index index : standing) most = std::max(most, check_in(index).seats);
  return most;
}

void Attendance::State::fold_presence(Group& group, const std::vector<Index>& standing) {
  const int allowed = seats_of(standing);
  std::int64_t persons = 0;
  bool elsewhere = false;
  for (const Index index : standing) {
    elsewhere |= persons >= allowed && facts[index].device != facts[standing.front()].device;
    persons += check_in(index).persons;
  }
  group.first = standing.front();
  const Fact& first = facts[group.first];
  const CheckInBody& body = check_in(group.first);
  group.presence = Presence{body.registration, first.event,    body.session, body.category,  static_cast<int>(std::min<std::int64_t>(persons, allowed)),
                            first.id,          first.device,   first.at,     body.on_roster, body.early,
                            body.late,         body.way};
  if (persons <= allowed) return;
  Conflict conflict{elsewhere ? ConflictKind::admitted_elsewhere : ConflictKind::too_many_persons, body.registration, body.session, {}};
  for (const Index index : standing) conflict.records.push_back(facts[index].id);
  group.conflict = std::move(conflict);
}

void Attendance::State::add_to_totals(const Presence& presence, int sign) {
  totals[{presence.event, presence.session}][presence.category] += sign * presence.persons;
}

UuidSet Attendance::State::settled() const {
  UuidSet out;
  for (const Index index : settlements) {
    if (!counts(index)) continue;
    for (const base::Uuid& id : ids_in(std::get<StaffBody>(facts[index].body).detail)) out.insert(id);
  }
  return out;
}

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

std::vector<CorrectionBody> Attendance::corrections(std::string_view event) const {
  state_->refresh();
  std::vector<Index> found;
  for (const Index index : state_->corrections)
    if (state_->facts[index].event == event && state_->counts(index)) found.push_back(index);
  std::ranges::sort(found, [this](Index a, Index b) { return state_->order.before(a, b); });
  std::vector<CorrectionBody> out;
  for (const Index index : found) out.push_back(std::get<CorrectionBody>(state_->facts[index].body));
  return out;
}

StaffBody settlement_of(const Conflict& conflict, std::string role) {
  StaffBody out{"settled", std::move(role), {}};
  for (const base::Uuid& id : conflict.records) out.detail += (out.detail.empty() ? "" : " ") + base::to_string(id);
  return out;
}

}  // namespace openday::event
