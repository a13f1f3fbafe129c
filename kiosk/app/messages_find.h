// Guests who find themselves: questions to the search thread and what the desk is asked; a part of messages.h.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "kiosk/event/roster.h"
#include "kiosk/ui/model.h"

namespace openday::app {

// What a guest was found by: it cannot confirm as well.
enum class FoundBy { name, phone_tail, number };

// What only the guest knows.
enum class Fact { phone_tail, number, name };

// To the search thread (find_thread.h), not to the desk. `serial` counts the questions of a visit: only the answer to the last one counts.
struct FindGuests {
  ui::VisitId visit = 0;
  std::uint64_t serial = 0;
  std::string query;
};
struct FoundGuest {
  event::Guest guest;
  FoundBy by = FoundBy::name;
};
struct FoundAnswer {
  ui::VisitId visit = 0;
  std::uint64_t serial = 0;
  std::vector<FoundGuest> found{};          // the best first
  bool more = false;                        // others match as well, more than anybody would look through
};

// Staff's list, searched as guests search: to list_search.h. `serial` counts as above.
struct SearchList {
  ui::VisitId visit = 0;
  std::uint64_t serial = 0;
  std::string query;
  ui::StaffRows rows;
};
struct ListFoundAnswer {
  ui::VisitId visit = 0;
  std::uint64_t serial = 0;
  ui::StaffRows rows{};                     // that were searched
  ui::FoundRows found{};
};

// A guest chose a card: whoever of those who look alike on it gives the fact comes in.
struct FoundChoice {
  std::vector<event::RegistrationId> guests;
  FoundBy by = FoundBy::name;
};

}  // namespace openday::app
