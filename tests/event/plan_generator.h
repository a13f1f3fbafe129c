// rapidcheck generator of valid plans: every group of the schema, each key now there, now not; texts with quotes, backslashes,
// line ends and characters beyond the BMP. What it makes, the reader takes without an error.
#pragma once

#include <rapidcheck.h>

#include "kiosk/event/plan.h"

namespace openday::event::testing {

[[nodiscard]] rc::Gen<Plan> valid_plan();

}  // namespace openday::event::testing
