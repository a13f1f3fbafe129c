#include "kiosk/base/notify.h"

#include <charconv>
#include <cstddef>
#include <cstdlib>
#include <cstring>

#include <sys/socket.h>
#include <sys/un.h>

#include "kiosk/base/unique_fd.h"

namespace openday::base {
namespace {

std::optional<long long> number_from(const char* variable) {
  const char* text = std::getenv(variable);
  if (text == nullptr) return std::nullopt;
  long long value = 0;
  const char* end = text + std::strlen(text);
  const auto [stopped, error] = std::from_chars(text, end, value);
  if (error != std::errc{} || stopped != end) return std::nullopt;
  return value;
}

// The length of the address, or nothing for a name that is none: unix(7) paths and '@' for the abstract name space.
std::optional<socklen_t> fill_address(sockaddr_un& address, std::string_view name) {
  if (name.size() < 2 || (name.front() != '/' && name.front() != '@') || name.size() >= sizeof address.sun_path) return std::nullopt;
  address.sun_family = AF_UNIX;
  std::memcpy(address.sun_path, name.data(), name.size());
  const auto start = offsetof(sockaddr_un, sun_path);
  if (name.front() != '@') return static_cast<socklen_t>(start + name.size() + 1);
  address.sun_path[0] = '\0';
  return static_cast<socklen_t>(start + name.size());
}

}  // namespace

void notify_service(std::string_view state) {
  const char* name = std::getenv("NOTIFY_SOCKET");
  if (name == nullptr) return;
  sockaddr_un address{};
  const auto size = fill_address(address, name);
  if (!size) return;
  const UniqueFd socket(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0));
  if (!socket) return;
  // The manager that does not listen is its own problem; the appliance goes on.
  (void)::sendto(socket.get(), state.data(), state.size(), MSG_NOSIGNAL, reinterpret_cast<const sockaddr*>(&address), *size);
}

std::optional<std::chrono::milliseconds> watchdog_interval() {
  const auto limit = number_from("WATCHDOG_USEC");
  if (!limit || *limit <= 0) return std::nullopt;
  // sd_watchdog_enabled(3): without WATCHDOG_PID it is meant for whoever reads it.
  if (std::getenv("WATCHDOG_PID") != nullptr && number_from("WATCHDOG_PID") != ::getpid()) return std::nullopt;
  return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::microseconds(*limit / 2));
}

}  // namespace openday::base
