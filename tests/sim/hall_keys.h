// Which keys of a simulated hall's boxes the bureau's tables say count.
#pragma once

#include <optional>

#include "tests/sim/hall_box.h"
#include "tests/sim/office.h"

namespace openday::sim {

// Whether the bureau's tables say that this key was not revoked, and is the box's.
[[nodiscard]] bool is_live(Office& office, const base::PublicKey& key);
[[nodiscard]] bool is_live(Office& office, HallBox& box, const base::PublicKey& key);
// The only live key of the box; nothing: there is none. Throws when there are two.
[[nodiscard]] std::optional<base::PublicKey> live_key(Office& office, HallBox& box);

}  // namespace openday::sim
