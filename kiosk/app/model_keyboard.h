// The on-screen keyboard of the snapshot.
#pragma once

#include "kiosk/app/visit.h"

namespace openday::app {

[[nodiscard]] ui::Keyboard keyboard_of(const VisitMachine& machine);

}  // namespace openday::app
