#include "kiosk/device/scanner_serial.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <termios.h>

namespace openday::device {
namespace {

using scan::DeviceError;
using Millis = std::chrono::milliseconds;

constexpr char kStx = 0x02;
constexpr char kEtx = 0x03;
constexpr Millis kTick{20};  // how often silence is looked for while a code is open

struct Speed {
  unsigned baud;
  speed_t constant;
};
constexpr std::array kSpeeds{Speed{9600, B9600}, Speed{19200, B19200}, Speed{38400, B38400}, Speed{57600, B57600}, Speed{115200, B115200}};

DeviceError kind_of(int error) {
  switch (error) {
    case ENOENT:
    case ENODEV:
    case ENXIO: return DeviceError::missing;
    case EACCES:
    case EPERM: return DeviceError::denied;
    case EBUSY: return DeviceError::busy;
    default: return DeviceError::format;
  }
}

}  // namespace

void SerialLine::end_line() {
  std::string code = std::exchange(line_, {});
  if (!code.empty() && !std::exchange(overlong_, false)) codes_.push_back(std::move(code));
  overlong_ = false;
}

void SerialLine::feed(std::string_view bytes, scan::MonoTime at) {
  tick(at);
  for (const char c : bytes) {
    if (c == '\r' || c == '\n' || c == kEtx) end_line();
    else if (c == kStx && line_.empty()) continue;
    else if (line_.size() == kMaxLength) overlong_ = true;
    else line_ += c;
  }
  last_ = at;
}

void SerialLine::tick(scan::MonoTime at) {
  if (!line_.empty() && at - last_ >= kSilence) end_line();
}

bool SerialLine::take(std::string& code) {
  if (codes_.empty()) return false;
  code = std::move(codes_.front());
  codes_.pop_front();
  return true;
}

void SerialLine::reset() { *this = SerialLine{}; }

bool is_serial_speed(unsigned baud) {
  return std::any_of(kSpeeds.begin(), kSpeeds.end(), [&](const Speed& speed) { return speed.baud == baud; });
}

base::Result<void, DeviceError> SerialScanner::open() {
  const auto failure = [&](const char* step) {
    return base::fail(kind_of(errno), fmt::format("{}: {}: {}; name the scanner's /dev/serial/by-id/..., and let the service user be in "
                                                  "the group dialout",
                                                  path_, step, std::strerror(errno)));
  };
  fd_.reset(::open(path_.c_str(), O_RDONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC));
  if (!fd_) return failure("open");
  termios line{};
  if (::tcgetattr(fd_.get(), &line) < 0) return failure("not a serial line");
  ::cfmakeraw(&line);
  line.c_cflag |= CLOCAL | CREAD;
  const auto speed = std::find_if(kSpeeds.begin(), kSpeeds.end(), [&](const Speed& s) { return s.baud == rule_.baud; });
  ::cfsetspeed(&line, speed == kSpeeds.end() ? B9600 : speed->constant);
  if (::tcsetattr(fd_.get(), TCSANOW, &line) < 0) return failure("set up the serial line");
  if (::ioctl(fd_.get(), TIOCEXCL) < 0) return failure("take the serial line");
  ::tcflush(fd_.get(), TCIFLUSH);  // what was scanned before anyone listened
  line_.reset();
  return {};
}

base::Result<std::string, DeviceError> SerialScanner::next(scan::MonoTime deadline) {
  for (;;) {
    std::string code;
    if (line_.take(code)) return code;
    std::array<char, 512> bytes;
    const ssize_t got = ::read(fd_.get(), bytes.data(), bytes.size());
    const scan::MonoTime now = scan::steady_now();
    if (got > 0) {
      line_.feed({bytes.data(), static_cast<std::size_t>(got)}, now);
      continue;
    }
    if (got == 0 || (errno != EAGAIN && errno != EINTR)) {
      return base::fail(DeviceError::unplugged, fmt::format("{}: the scanner went away; plug it in again", path_));
    }
    line_.tick(now);
    if (line_.take(code)) return code;
    if (now >= deadline) return base::fail(DeviceError::timeout, fmt::format("{}: nothing scanned", path_));
    pollfd watched{fd_.get(), POLLIN, 0};
    const Millis left = std::chrono::ceil<Millis>(deadline - now);
    (void)::poll(&watched, 1, static_cast<int>((line_.open() ? std::min(kTick, left) : left).count()));
  }
}

void SerialScanner::close() { fd_.reset(); }

std::string SerialScanner::describe() const { return fmt::format("serial:{}", path_); }

}  // namespace openday::device
