// What staff must read and settle about who is there: a fold of the attendance, and what each way of settling it does. Pure.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/event/attendance.h"
#include "kiosk/event/conflict_kinds.h"
#include "kiosk/event/roster.h"

namespace openday::event {

struct ConflictCard {
  CardKind kind = CardKind::admitted_elsewhere;
  std::string session;
  std::vector<Admission> admissions;         // concerned, in order; near_name: the walk-in last
  std::vector<RegistrationId> resembles;     // near_name: on the list, and not in yet
};

// Under which keys a name is looked up: two names are alike when they share one. Empty: the name is like no other.
using NameKeys = std::function<std::vector<std::string>(std::string_view name)>;

// In a stable order; settled ones left out. `roster` may be null.
[[nodiscard]] std::vector<ConflictCard> conflict_cards(const Attendance& attendance, std::string_view event, const Roster* roster, const NameKeys& keys);

[[nodiscard]] std::string_view to_string(CardOutcome outcome);   // "same-person", ...
// A walk-in who is one of several on the list of whom none is in cannot be settled as one person: staff let that one in first.
[[nodiscard]] std::span<const CardOutcome> outcomes_of(const ConflictCard& card);

// The records by which staff settle a card: one `settled`, whose detail is the outcome and the ids of the card's records with one space
// between, and the admissions that are taken back; who is here stays counted. A record that joins the card later opens it again.
struct Settlement {
  StaffBody settled;
  std::vector<base::Uuid> voids;
  std::optional<RegistrationId> admits;      // who stands here: let in with the persons of the walk-in that is taken back
};
[[nodiscard]] Settlement settle(const ConflictCard& card, CardOutcome outcome, std::string role);

}  // namespace openday::event
