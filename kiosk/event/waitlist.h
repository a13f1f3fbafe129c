// Places: what each limit of the plan has left, who waits for one and whose turn it is, and the roster as staff's moves leave it. Pure;
// linear in the roster.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/event/admission_seats.h"
#include "kiosk/event/attendance.h"
#include "kiosk/event/group_fold.h"
#include "kiosk/event/plan.h"
#include "kiosk/event/roster.h"

namespace openday::event {

// The same guests, in the same order. Moved up: expected. Released: waiting, so that the place is free and staff may still let them in
// while one is. Who declined goes on waiting, but is in no line. A move that does not fit the guest's state changes nothing.
[[nodiscard]] Roster with_moves(const Roster& roster, const GuestMoves& moves);
// Would with_moves change anything?
[[nodiscard]] bool moves_anybody(const Roster& roster, const GuestMoves& moves);

enum class LimitKind { quota, joint_quota, cap };

// A limit of the plan in one session, in persons.
struct SeatCount {
  LimitKind kind = LimitKind::quota;
  std::vector<std::string> categories;   // Category::id; cap: the external ones
  int most = 0;
  int came = 0, held = 0;                // held: expected, not in yet, and they keep their places
  [[nodiscard]] int left() const { return most > came + held ? most - came - held : 0; }
  [[nodiscard]] int over() const { return came + held > most ? came + held - most : 0; }
  [[nodiscard]] bool counts(std::string_view category) const;
};

// `roster`: as the moves leave it; may be none.
[[nodiscard]] std::vector<SeatCount> seat_counts(const Plan& plan, const Session& session, const Roster* roster, const Attendance& attendance, const Keeps& keeps);
// The least that the category's limits leave; nothing: no limit applies.
[[nodiscard]] std::optional<int> places_left(const std::vector<SeatCount>& counts, std::string_view category);

struct InLine {
  const Guest* guest = nullptr;          // of the roster given
  bool may_move = false;                 // a place is free, and nobody before needs it
};

struct SessionSeats {
  const Session* session = nullptr;
  std::vector<SeatCount> counts;
};

// First in line first: the roster's order. A party has a place whole or not at all; a smaller one behind it may take what is left. Who is
// on the list for every session needs a place in each; whom staff let in is in no line. `roster`: as the moves leave it.
[[nodiscard]] std::vector<InLine> waiting_line(const Plan& plan, const Roster& roster, const GuestMoves& moves, const Attendance& attendance, std::vector<SessionSeats> seats);

}  // namespace openday::event
