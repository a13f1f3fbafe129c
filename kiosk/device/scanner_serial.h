// A hand scanner on a serial line or USB in COM mode (/dev/ttyACM0, /dev/serial/by-id/...): raw 8N1, codes end with CR, LF, ETX
// or 50 ms of silence; STX in front is dropped. One thread.
#pragma once

#include <chrono>
#include <deque>
#include <string>
#include <string_view>

#include "kiosk/base/unique_fd.h"
#include "kiosk/scan/code_scanner.h"

namespace openday::device {

// Bytes to codes. Pure.
class SerialLine {
 public:
  static constexpr std::size_t kMaxLength = 4096;  // past it the code is dropped up to its end
  static constexpr std::chrono::milliseconds kSilence{50};

  void feed(std::string_view bytes, scan::MonoTime at);
  void tick(scan::MonoTime at);  // ends a code by silence
  [[nodiscard]] bool take(std::string& code);
  [[nodiscard]] bool open() const { return !line_.empty(); }
  void reset();

 private:
  void end_line();

  std::string line_;
  std::deque<std::string> codes_;
  scan::MonoTime last_{};
  bool overlong_ = false;
};

struct SerialRule {
  unsigned baud = 9600;  // ignored by USB devices
};

[[nodiscard]] bool is_serial_speed(unsigned baud);  // 9600, 19200, 38400, 57600, 115200

class SerialScanner final : public scan::CodeScanner {
 public:
  explicit SerialScanner(std::string path, SerialRule rule = {}) : path_(std::move(path)), rule_(rule) {}
  [[nodiscard]] base::Result<void, scan::DeviceError> open() override;
  [[nodiscard]] base::Result<std::string, scan::DeviceError> next(scan::MonoTime deadline) override;
  void close() override;
  [[nodiscard]] std::string describe() const override;

 private:
  std::string path_;
  SerialRule rule_;
  base::UniqueFd fd_;
  SerialLine line_;
};

}  // namespace openday::device
