// Staff: the self-test before the doors open.
#include "kiosk/app/visit.h"

namespace openday::app {

bool VisitMachine::test_box(const ui::Intent& intent) { return intent.kind == ui::IntentKind::act_on_self_test; }

void VisitMachine::open_self_test() {}

void VisitMachine::take(const SelfTestAnswer&) {}

}  // namespace openday::app
