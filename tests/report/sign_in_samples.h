// An invented session's sign-in sheet and a day's summary for printing.
#pragma once

#include "kiosk/event/day_summary.h"
#include "kiosk/event/sign_in.h"

namespace openday::report {

// Every fifth guest is absent, every seventh comes with a party of three, the last tenth are walk-ins.
[[nodiscard]] event::SignInSheet sample_sign_in(int rows);
[[nodiscard]] event::DaySummary sample_summary();

}  // namespace openday::report
