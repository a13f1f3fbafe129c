// Staff's programme page: what they change becomes a record; the page goes on when the worker says that it is on the disk.
#include "kiosk/app/staff_pages.h"
#include "kiosk/app/visit.h"

namespace openday::app {

using ui::IntentKind;
using ui::Page;

bool VisitMachine::on_staff_page() const {
  return state_.page == Page::staff_gate || state_.page == Page::staff_attendance || state_.page == Page::staff_programme || state_.page == Page::staff_results ||
         state_.page == Page::staff_cases || staff_goes_on_to(state_.page);
}

bool VisitMachine::correct(const ui::Intent& intent) {
  switch (intent.kind) {
    case IntentKind::open_staff_attendance:
      if (state_.staff && !asks(Question::correction)) {
        enter(Page::staff_attendance);
        forget_list_search();
        load_attendance();
      }
      return true;
    case IntentKind::open_staff_programme:
      if (state_.staff) enter(Page::staff_programme);
      state_.correction_failed = false;
      return true;
    case IntentKind::correct_programme:
      if (!supervises() || state_.page != Page::staff_programme || state_.asked) return true;
      effects_.emplace_back(AddCorrection{state_.id, intent.correction});
      break;
    case IntentKind::undo_correction: {
      const auto record = base::parse_uuid(intent.text);
      if (!supervises() || state_.page != Page::staff_programme || state_.asked || !record) return true;
      effects_.emplace_back(UndoCorrection{state_.id, *record});
      break;
    }
    default: return false;
  }
  state_.correction_failed = false;
  ask(Question::correction);
  return true;
}

void VisitMachine::take(const CorrectionAnswer& answer) {
  if (!asks(Question::correction)) return;
  state_.asked.reset();
  state_.correction_failed = !answer.saved;
}

}  // namespace openday::app
