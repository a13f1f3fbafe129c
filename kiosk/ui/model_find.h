// What the page for finding oneself draws; a part of the snapshot in model.h. Names are masked.
#pragma once

#include <string>
#include <vector>

namespace openday::ui {

struct FoundGuest {
  std::string initial;                     // the first character of the name, for the round mark
  std::string name;                        // masked
  std::string detail;                      // category, and who invited, or group; may be empty
  std::string tail;                        // last digits of the phone where two look alike otherwise; may be empty
};

struct FindMe {
  std::string query;                       // as typed so far
  std::vector<FoundGuest> guests;          // the best first, at most a page
  bool more = false;                       // others match as well: type on
  bool searching = false;                  // guests are of an earlier query
  bool fruitless = false;                  // what is typed is enough to search, and nobody matches
  int wait_seconds = 0;                    // above 0: too many wrong facts on this box, that long
};

}  // namespace openday::ui
