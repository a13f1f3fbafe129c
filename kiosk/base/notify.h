// The service manager's protocol, sd_notify(3), by one datagram; harmless where NOTIFY_SOCKET is not set.
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

namespace openday::base {

void notify_service(std::string_view state);  // "READY=1", "WATCHDOG=1", "STATUS=...", "STOPPING=1"

// Half of WATCHDOG_USEC when WATCHDOG_PID is this process: how often "WATCHDOG=1" is due.
[[nodiscard]] std::optional<std::chrono::milliseconds> watchdog_interval();

}  // namespace openday::base
