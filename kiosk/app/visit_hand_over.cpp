// Staff: what comes and goes by stick.
#include "kiosk/app/visit.h"

namespace openday::app {

bool VisitMachine::carry_stick(const ui::Intent& intent) { return intent.kind == ui::IntentKind::act_on_hand_over; }

void VisitMachine::open_hand_over() {}

void VisitMachine::take(const HandOverAnswer&) {}

}  // namespace openday::app
