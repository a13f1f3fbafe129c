// Who of those that registered has a place, by the plan: first come first served with quotas, cap and waiting list, or by review, or as
// invited. Pure; linear in the applications but for one sort by time.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/event/plan.h"
#include "kiosk/event/roster.h"

namespace openday::event {

enum class Review { passed, failed, pending };

struct Application {
  std::string category;                      // Category::id
  std::string session;                       // Session::id, or empty = every session
  int persons = 1;
  GuestState written = GuestState::expected; // what the office's list says
  bool promised = false;                     // the office has confirmed it: a place before all others, also after the deadline
  std::optional<Review> review;
  std::optional<Instant> registered;
};

enum class PlaceReason {
  as_written,                                // invited, or cancelled or waiting by the list's own word
  in_turn, promised,
  cap_full, session_full, quota_full, joint_quota_full,
  after_deadline, before_opening,
  review_failed, review_pending,
};
[[nodiscard]] std::string_view to_string(PlaceReason reason);   // "cap-full"

struct Place {
  GuestState state = GuestState::expected;
  PlaceReason reason = PlaceReason::as_written;
  bool operator==(const Place&) const = default;
};

struct Placing {
  std::vector<Place> places;                 // one an application, in their order
  std::vector<std::size_t> waiting;          // indices of those who wait, first in line first
  std::vector<std::size_t> over_promised;    // promised though nothing was left: they have a place, and staff must know
};

// invite: everybody as the list says. first_come: by the moment of registration, without one after all others, ties in the list's
// order. review: who passed, in the same order; pending waits behind them. A party has a place whole or not at all; a smaller one
// behind it may take what is left. Quotas, joint quotas, the cap and a session's cap count persons of external categories; who finds no
// place waits where the plan keeps a waiting list and is cancelled otherwise. Observers and staff are never turned away here.
[[nodiscard]] Placing place_registrations(const Plan& plan, const std::vector<Application>& applications);

// What the words of Eligibility::exclude mean on a list: 两代表一委员 -> 党代表, 人大代表, 政协委员; any other word is itself.
[[nodiscard]] std::vector<std::string> excluded_words(const Eligibility& eligibility);

}  // namespace openday::event
