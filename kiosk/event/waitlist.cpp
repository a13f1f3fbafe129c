#include "kiosk/event/waitlist.h"

#include <algorithm>

namespace openday::event {
namespace {

// What the move makes of the guest; nothing: it does not concern one in that state.
std::optional<GuestState> moved(GuestState state, WaitlistMove move) {
  if (move == WaitlistMove::up && state == GuestState::waiting) return GuestState::expected;
  if (move == WaitlistMove::released && state == GuestState::expected) return GuestState::waiting;
  return std::nullopt;
}

bool of_session(const Guest& guest, const Session& session) { return guest.session.empty() || guest.session == session.id; }

std::vector<SeatCount> limits_of(const Plan& plan, const Session& session) {
  std::vector<SeatCount> out;
  for (const Category& category : plan.categories)
    if (category.quota) out.push_back({LimitKind::quota, {category.id}, *category.quota});
  for (const JointQuota& joint : plan.joint_quotas) out.push_back({LimitKind::joint_quota, joint.categories, joint.quota});
  if (const auto cap = session.cap ? session.cap : plan.cap) {
    SeatCount all{LimitKind::cap, {}, *cap};
    for (const Category& category : plan.categories)
      if (category.role == CategoryRole::external) all.categories.push_back(category.id);
    out.push_back(std::move(all));
  }
  return out;
}

}  // namespace

bool SeatCount::counts(std::string_view category) const { return std::ranges::find(categories, category) != categories.end(); }

bool moves_anybody(const Roster& roster, const GuestMoves& moves) {
  return std::ranges::any_of(moves, [&](const auto& entry) {
    const Guest* guest = roster.find(entry.first);
    return guest && moved(guest->state, entry.second.move);
  });
}

Roster with_moves(const Roster& roster, const GuestMoves& moves) {
  std::vector<Guest> guests = roster.guests();
  for (Guest& guest : guests) {
    const auto move = moves.find(guest.registration);
    if (move != moves.end()) guest.state = moved(guest.state, move->second.move).value_or(guest.state);
  }
  return {roster.event(), roster.version(), std::move(guests)};
}

std::vector<SeatCount> seat_counts(const Plan& plan, const Session& session, const Roster* roster, const Attendance& attendance, const Keeps& keeps) {
  std::vector<SeatCount> out = limits_of(plan, session);
  for (SeatCount& one : out)
    for (const std::string& category : one.categories) one.came += attendance.persons(plan.id, session.id, category);
  if (!roster) return out;
  for (const Guest& guest : roster->guests()) {
    if (guest.state != GuestState::expected || !of_session(guest, session)) continue;
    const Category* category = plan.category(guest.category);
    if (!category || !keeps(guest, *category)) continue;
    const Presence* presence = attendance.find(plan.id, session.id, guest.registration);
    const int absent = std::max(0, std::max(guest.persons, 1) - (presence ? presence->persons : 0));
    for (SeatCount& one : out)
      if (absent > 0 && one.counts(guest.category)) one.held += absent;
  }
  return out;
}

std::optional<int> places_left(const std::vector<SeatCount>& counts, std::string_view category) {
  std::optional<int> least;
  for (const SeatCount& one : counts)
    if (one.counts(category)) least = least ? std::min(*least, one.left()) : one.left();
  return least;
}

std::vector<InLine> waiting_line(const Plan& plan, const Roster& roster, const GuestMoves& moves, const Attendance& attendance, std::vector<SessionSeats> seats) {
  std::vector<InLine> out;
  for (const Guest& guest : roster.guests()) {
    if (guest.state != GuestState::waiting || moves.contains(guest.registration)) continue;
    const int persons = std::max(guest.persons, 1);
    const auto concerns = [&](const SessionSeats& one) { return of_session(guest, *one.session); };
    const auto came_to = [&](const SessionSeats& one) { return concerns(one) && attendance.find(plan.id, one.session->id, guest.registration) != nullptr; };
    if (std::ranges::any_of(seats, came_to)) continue;
    InLine entry{&guest, plan.category(guest.category) != nullptr};
    for (const SessionSeats& one : seats)
      if (concerns(one) && places_left(one.counts, guest.category).value_or(persons) < persons) entry.may_move = false;
    out.push_back(entry);
    if (!entry.may_move) continue;
    for (SessionSeats& one : seats)
      for (SeatCount& count : one.counts)
        if (concerns(one) && count.counts(guest.category)) count.held += persons;   // whoever is behind finds them taken
  }
  return out;
}

}  // namespace openday::event
