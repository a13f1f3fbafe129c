#include "kiosk/app/staff_pages.h"

#include <algorithm>
#include <array>

namespace openday::app {

using ui::Page;
using ui::StaffRole;

namespace {

struct Way {
  Page page;
  bool supervisor_only;
};
constexpr std::array kWays{Way{Page::staff_conflicts, false}, Way{Page::staff_roll_call, false}, Way{Page::staff_places, false}, Way{Page::staff_self_test, false},
                         Way{Page::staff_line, false}, Way{Page::staff_papers, true}, Way{Page::staff_hand_over, true}, Way{Page::staff_people, true}};

}  // namespace

bool staff_goes_on_to(Page page) { return page >= Page::staff_more && page <= Page::staff_people; }

std::vector<Page> pages_of(StaffRole role) {
  std::vector<Page> out;
  for (const Way& way : kWays)
    if (!way.supervisor_only || role == StaffRole::supervisor) out.push_back(way.page);
  return out;
}

}  // namespace openday::app
