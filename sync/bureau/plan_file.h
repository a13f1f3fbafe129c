// A plan as the office names it on the command line.
#pragma once

#include <string>

#include "kiosk/base/result.h"
#include "kiosk/event/plan.h"

namespace openday::bureau {

enum class PlanFileError { unusable };

// Warnings are passed over; what is wrong names file, line and key.
[[nodiscard]] base::Result<event::Plan, PlanFileError> read_plan_file(const std::string& file);

}  // namespace openday::bureau
