// S4: however many boxes a guest held the code to, and however often a record was written down, one person came.
#pragma once

#include <set>
#include <string>
#include <string_view>

#include "kiosk/event/attendance.h"

namespace openday::sim {

class GuestCount {
 public:
  void take(const event::Record& record);
  // Throws Violation, naming `where`, when the fold does not count whom it was told of. `counts_rows`: as a mutant does.
  void check(std::string_view event, std::string_view session, const std::string& where, bool counts_rows = false) const;

 private:
  event::Attendance attendance_;
  std::set<std::string> guests_;
  int rows_ = 0;
};

}  // namespace openday::sim
