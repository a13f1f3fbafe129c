// What the page for finding oneself draws; a part of the snapshot in model.h. Names are masked, whole in staff mode.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace openday::ui {

// One card: a guest, or several who look alike here. The fact that is asked for next tells who of them it is.
struct FoundGuest {
  std::string initial;                     // the first character of the name, for the round mark
  std::string name;                        // masked
  std::string category, invited_by, group; // each may be empty
  std::string tail;                        // staff only: last digits of the phone
  int alike = 1;                           // how many look so
  bool choosable = true;                   // not with too many alike: type on
};

enum class FoundFact { none, name, number };   // none: searching

struct FindMe {
  std::string query;                       // as typed so far
  std::vector<FoundGuest> guests;          // the best first, at most a page
  bool more = false;                       // others match as well: type on
  bool searching = false;                  // guests are of an earlier query
  bool fruitless = false;                  // what is typed is enough to search, and nobody matches
  int wait_seconds = 0;                    // above 0: too many wrong facts on this box, that long
  bool by_number = false;                  // the office gives numbers: they may be typed
  FoundFact fact = FoundFact::none;        // what the field takes instead of a query, from who was chosen
  FoundGuest chosen;                       // with a fact
  bool fact_wrong = false;                 // the last one was
};

}  // namespace openday::ui
