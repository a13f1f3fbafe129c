#include "kiosk/device/scanner_evdev.h"

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <fmt/format.h>
#include <linux/input.h>
#include <poll.h>
#include <sys/ioctl.h>

namespace openday::device {
namespace {

using scan::DeviceError;
using Millis = std::chrono::milliseconds;

constexpr Millis kTick{20};  // how often silence is looked for while a line is open

std::int64_t micros(scan::MonoTime at) { return std::chrono::duration_cast<std::chrono::microseconds>(at.time_since_epoch()).count(); }

DeviceError kind_of(int error) {
  switch (error) {
    case ENOENT: return DeviceError::missing;
    case ENODEV:
    case ENXIO: return DeviceError::unplugged;
    case EACCES:
    case EPERM: return DeviceError::denied;
    case EBUSY: return DeviceError::busy;
    default: return DeviceError::format;
  }
}

}  // namespace

base::Result<void, DeviceError> EvdevScanner::open() {
  const auto failure = [&](const char* step) {
    return base::fail(kind_of(errno), fmt::format("{}: {}: {}; name the scanner's /dev/input/by-id/...-event-kbd, and let the service "
                                                  "user be in the group input",
                                                  path_, step, std::strerror(errno)));
  };
  fd_.reset(::open(path_.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC));
  if (!fd_) return failure("open");
  int clock = CLOCK_MONOTONIC;
  if (::ioctl(fd_.get(), EVIOCSCLOCKID, &clock) < 0) return failure("not an input device");
  if (::ioctl(fd_.get(), EVIOCGRAB, 1) < 0) return failure("grab");
  line_.reset();
  return {};
}

base::Result<std::string, DeviceError> EvdevScanner::next(scan::MonoTime deadline) {
  for (;;) {
    input_event event;
    const ssize_t got = ::read(fd_.get(), &event, sizeof event);
    if (got == static_cast<ssize_t>(sizeof event)) {
      if (event.type != EV_KEY) continue;
      const std::int64_t at = static_cast<std::int64_t>(event.input_event_sec) * 1'000'000 + event.input_event_usec;
      if (auto line = line_.feed({event.code, event.value, at})) return *line;
      continue;
    }
    if (got == 0 || (errno != EAGAIN && errno != EINTR)) {
      return base::fail(DeviceError::unplugged, fmt::format("{}: the scanner went away; plug it in again", path_));
    }
    const scan::MonoTime now = scan::steady_now();
    if (auto line = line_.tick(micros(now))) return *line;
    if (now >= deadline) return base::fail(DeviceError::timeout, fmt::format("{}: nothing scanned", path_));
    pollfd watched{fd_.get(), POLLIN, 0};
    (void)::poll(&watched, 1, static_cast<int>(std::min(kTick, std::chrono::ceil<Millis>(deadline - now)).count()));
  }
}

void EvdevScanner::close() { fd_.reset(); }

std::string EvdevScanner::describe() const { return fmt::format("evdev:{}", path_); }

}  // namespace openday::device
