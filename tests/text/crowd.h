// Invented guests in any number: surnames about as common as in life, given names of one or two common characters, one in forty a
// minority name with a middle dot, one in fifty a surname of two characters. The same seed gives the same crowd.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "kiosk/event/roster.h"

namespace openday::text {

[[nodiscard]] std::vector<event::Guest> invent_crowd(std::size_t guests, std::uint32_t seed = 1);

}  // namespace openday::text
