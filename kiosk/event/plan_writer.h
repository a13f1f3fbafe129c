// A plan as a plan file: the keys in the order of config/plans/plan-schema.md, what is absent or a default left out, one way to
// write each value. Reading it back gives the same plan. Our own emission, since the TOML library's formatter sorts the keys of
// every table by their bytes, which no clerk could read.
#pragma once

#include <string>

#include "kiosk/event/plan.h"

namespace openday::event {

[[nodiscard]] std::string write_plan(const Plan& plan);

}  // namespace openday::event
