// Staff: places left, and who waits for one.
#include "kiosk/app/visit.h"

namespace openday::app {

bool VisitMachine::tend_places(const ui::Intent& intent) { return intent.kind == ui::IntentKind::act_on_places; }

void VisitMachine::open_places() {}

void VisitMachine::take(const PlacesAnswer&) {}

}  // namespace openday::app
