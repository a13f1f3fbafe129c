// Loopback addresses for tests that start servers.
#pragma once

#include <cstdint>

namespace openday::support {

// A TCP port of 127.0.0.1 that nobody listened on a moment ago.
[[nodiscard]] std::uint16_t free_port();

}  // namespace openday::support
