// Staff: 点名: the roll by vehicle, group and site.
#include "kiosk/app/visit.h"

namespace openday::app {

bool VisitMachine::call_roll(const ui::Intent& intent) { return intent.kind == ui::IntentKind::act_on_roll_call; }

void VisitMachine::open_roll_call() {}

void VisitMachine::take(const RollCallAnswer&) {}

}  // namespace openday::app
