// Records come in, groups of admissions are folded anew, voids and erasures take effect.
#include <algorithm>
#include <utility>

#include "kiosk/event/attendance_state.h"

namespace openday::event {

using attendance_fold::GroupKey;

namespace {

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

void Attendance::State::mark(Group& group) {
  if (!std::exchange(group.stale, true)) stale.push_back(&group);
}

void Attendance::State::mark_record(const base::Uuid& id) {
  const auto found = by_id.find(id);
  if (found == by_id.end()) return;
  const Fact& fact = facts[found->second];
  if (const auto* body = std::get_if<CheckInBody>(&fact.body)) mark(groups.at({{fact.event, body->session}, body->registration}));
  if (const auto* body = std::get_if<ScreeningBody>(&fact.body)) mark(groups.at({{fact.event, body->session}, body->registration}));
}

void Attendance::State::add(const Record& record) {
  if (const auto known = by_id.find(record.id); known != by_id.end()) {
    if (!facts[known->second].has_body && record.body) take_body(known->second, record);
    return;
  }
  const Index index = order.add(stamp_of(record));
  facts.push_back({.event = record.event, .at = record.at, .id = record.id, .device = record.device, .body = {}, .has_body = false, .walk_in = false, .declared = false, .name = {}});
  by_id.emplace(record.id, index);
  if (record.body) take_body(index, record);
}

void Attendance::State::take_body(Index index, const Record& record) {
  facts[index].has_body = true;
  switch (parse_kind(record.kind).value_or(Kind::opinion)) {
    case Kind::check_in:
      if (const auto body = read_check_in(*record.body)) join(index, *body);
      return;
    case Kind::walk_in:
      if (const auto body = read_walk_in(*record.body)) join_walk_in(index, *body);
      return;
    case Kind::screening:
      if (const auto body = read_screening(*record.body)) join_screening(index, *body);
      return;
    case Kind::void_record:
      if (const auto body = read_void(*record.body)) {
        facts[index].body = *body;
        voids.emplace(record.id, body->record);
        voids_of.emplace(body->record, index);
        judge_voids();
      }
      return;
    case Kind::correction:
      if (auto body = read_correction(*record.body)) {
        facts[index].body = std::move(*body);
        corrections.push_back(index);
      }
      return;
    case Kind::refusal:
      if (auto body = read_refusal(*record.body)) refused[{record.event, body->session}].push_back({index, std::move(body->category), std::move(body->department)});
      return;
    case Kind::staff:
      if (auto body = read_staff(*record.body); body && (body->what == "settled" || body->what == "override")) {
        (body->what == "settled" ? settlements : overrides).push_back(index);
        facts[index].body = std::move(*body);
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

attendance_fold::Group& Attendance::State::group_of(Index index, const std::string& session, const RegistrationId& registration) {
  const auto [found, created] = groups.try_emplace(GroupKey{{facts[index].event, session}, registration});
  if (created) groups_of[registration].push_back(&found->second);
  mark(found->second);
  return found->second;
}

void Attendance::State::join(Index index, const CheckInBody& body) {
  facts[index].body = body;
  group_of(index, body.session, body.registration).admissions.push_back(index);
}

// A walk-in is an admission of a registration that nobody else has, with as many seats as persons.
void Attendance::State::join_walk_in(Index index, const WalkInBody& body) {
  facts[index].walk_in = true;
  facts[index].declared = body.declared;
  facts[index].name = body.name;
  join(index, {.registration = body.registration, .session = body.session, .persons = body.persons, .category = body.category, .way = Way::staff,
               .on_roster = false, .early = body.early, .late = false, .validity_unverified = body.validity_unverified, .seats = body.persons});
}

void Attendance::State::join_screening(Index index, const ScreeningBody& body) {
  facts[index].body = body;
  group_of(index, body.session, body.registration).screenings.push_back(index);
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
  group.screened.reset();
  const std::vector<Index> admissions = standing(group.admissions), screenings = standing(group.screenings);
  if (!screenings.empty() && (admissions.empty() || order.before(admissions.back(), screenings.back())))
    group.screened = std::get<ScreeningBody>(facts[screenings.back()].body).passed ? Screened::passed : Screened::referred;
  if (admissions.empty()) return;
  fold_presence(group, admissions);
  add_to_totals(*group.presence, 1);
}

std::vector<Attendance::State::Index> Attendance::State::standing(const std::vector<Index>& records) {
  std::vector<Index> out;
  for (const Index index : records)
    if (counts(index)) out.push_back(index);
  std::ranges::sort(out, [this](Index a, Index b) { return order.before(a, b); });
  return out;
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
                            body.late,         body.way,      first.walk_in, first.name};
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

}  // namespace openday::event
