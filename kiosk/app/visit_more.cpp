// Staff's tab of what is done less often: its page of tiles, and the pages behind them.
#include <algorithm>

#include "kiosk/app/staff_pages.h"
#include "kiosk/app/visit.h"

namespace openday::app {

using ui::IntentKind;
using ui::Page;

bool VisitMachine::go_on(const ui::Intent& intent) {
  switch (intent.kind) {
    case IntentKind::open_staff_more:
      if (state_.staff && !state_.asked) enter(Page::staff_more);
      return true;
    case IntentKind::open_staff_page: {
      const auto page = static_cast<Page>(intent.value);
      const auto pages = pages_of(state_.role);
      if (state_.staff && !state_.asked && std::ranges::find(pages, page) != pages.end()) {
        enter(page);
        if (page == Page::staff_people) open_people();
      }
      return true;
    }
    default: return false;
  }
}

}  // namespace openday::app
