// Finding oneself: a part of the visit's state. It dies with the visit.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "kiosk/app/compose.h"
#include "kiosk/app/messages_find.h"

namespace openday::app {

// Guests who look alike on the page: one of them may choose it, and the fact tells who. Names are masked here already, so that the visit
// holds no whole one; in staff mode every guest has a card of their own with the whole name.
struct FoundCard {
  std::vector<event::RegistrationId> guests;
  std::string name, category, department, group;   // category: Category::id
  std::string tail;                                // staff only: it is the fact that others are asked for
  FoundBy by = FoundBy::name;
};

struct FindProgress {
  Compose query{50, true};
  std::string searched;                            // the query, while the field takes the fact instead
  std::uint64_t serial = 0;                        // of the last question
  std::vector<FoundCard> cards;                    // the best first, a page of them at most
  bool more = false, searching = false, fruitless = false;
  bool waiting = false;                            // too many wrong facts: what is typed is searched for when the wait is over
};

// Staff's list of who is here, searched. It outlives the page of one guest, and ends with its tab.
struct ListSearch {
  Compose query{50, true};
  bool types = false;                              // the field and the keyboard are there
  std::uint64_t serial = 0;                        // of the last question
  bool searching = false;
  ui::FoundRows found;                             // null: every row
};

// Cards of an answer; `more` is set when others match as well.
[[nodiscard]] std::vector<FoundCard> cards_of(const FoundAnswer& answer, bool staff, bool& more);
// Two characters of a name, two letters, four digits, or a number: nobody can leaf through the list.
[[nodiscard]] bool enough_to_search(std::string_view query);

}  // namespace openday::app
