// One request, one answer. Pure over a Machine.
#pragma once

#include <string>
#include <string_view>

#include "kiosk/helper/machine.h"

namespace openday::helper {

// The answer with its line end: "ok FILESYSTEM", "ok", or "error KIND words" with KIND one of bad-request, none (no stick), several,
// foreign (a file system we do not mount), not-mounted, busy, failed.
[[nodiscard]] std::string answer(std::string_view line, Machine& machine);

}  // namespace openday::helper
