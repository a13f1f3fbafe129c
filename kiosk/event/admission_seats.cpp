#include "kiosk/event/admission_seats.h"

#include <algorithm>

namespace openday::event {
namespace {

using Counts = std::function<bool(const Category&)>;   // which categories a limit counts

// Persons of the roster who are not in yet and keep their seats.
int kept(const Seating& s, const Counts& counts) {
  if (!s.held || !s.roster) return 0;
  int sum = 0;
  for (const Guest& guest : s.roster->guests()) {
    if (guest.state != GuestState::expected || (!guest.session.empty() && guest.session != s.session_id)) continue;
    const Category* category = s.plan.category(guest.category);
    if (!category || !counts(*category) || !s.held(guest, *category)) continue;
    const Presence* presence = s.attendance.find(s.plan.id, s.session_id, guest.registration);
    sum += std::max(0, std::max(guest.persons, 1) - (presence ? presence->persons : 0));
  }
  return sum;
}

int taken(const Seating& s, const Counts& counts) {
  int sum = 0;
  for (const Category& category : s.plan.categories)
    if (counts(category)) sum += s.attendance.persons(s.plan.id, s.session_id, category.id);
  return sum + kept(s, counts);
}

}  // namespace

std::optional<int> seats_left(const Seating& s, const Category& category) {
  std::optional<int> least;
  const auto limit = [&](int most, const Counts& counts) {
    const int left = std::max(0, most - taken(s, counts));
    least = least ? std::min(*least, left) : left;
  };
  if (category.quota) limit(*category.quota, [&](const Category& one) { return one.id == category.id; });
  for (const JointQuota& joint : s.plan.joint_quotas) {
    const auto shares = [&joint](const Category& one) { return std::ranges::find(joint.categories, one.id) != joint.categories.end(); };
    if (shares(category)) limit(joint.quota, shares);
  }
  const auto cap = s.session && s.session->cap ? s.session->cap : s.plan.cap;
  if (cap && category.role == CategoryRole::external) limit(*cap, [](const Category& one) { return one.role == CategoryRole::external; });
  return least;
}

}  // namespace openday::event
