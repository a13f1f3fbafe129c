// The text of config/plans/starter.toml, compiled in so that `plan new` works wherever the program is installed.
#pragma once

#include <string_view>

namespace openday::tool {
extern const std::string_view kStarterPlan;
}
