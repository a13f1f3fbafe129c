// A hand scanner grabbed from the input layer (EVIOCGRAB), so that nothing it types reaches a text field. Name it by its
// /dev/input/by-id/...-event-kbd path; never a service keyboard. One thread.
#pragma once

#include <string>

#include "kiosk/base/unique_fd.h"
#include "kiosk/device/keymap_us.h"
#include "kiosk/scan/code_scanner.h"

namespace openday::device {

class EvdevScanner final : public scan::CodeScanner {
 public:
  explicit EvdevScanner(std::string path) : path_(std::move(path)) {}
  [[nodiscard]] base::Result<void, scan::DeviceError> open() override;
  [[nodiscard]] base::Result<std::string, scan::DeviceError> next(scan::MonoTime deadline) override;
  void close() override;
  [[nodiscard]] std::string describe() const override;

 private:
  std::string path_;
  base::UniqueFd fd_;
  KeyLine line_;
};

}  // namespace openday::device
