// Staff: badges of this box, and what keeps them from being printed. A part of the model (model.h).
#pragma once

namespace openday::ui {

// not_printed: the printer gave some up; their guests' pages print them again.
enum class BadgeTrouble { none, out_of_paper, jammed, stopped, not_printed };

struct StaffBadges {
  bool printed = false;                  // this box prints badges: a guest's page offers one more
  BadgeTrouble trouble = BadgeTrouble::none;
  int failed = 0;                        // badges not printed
  bool operator==(const StaffBadges&) const = default;
};

}  // namespace openday::ui
