// Turns what happens to a device into DeviceChanged messages and log lines: on change only. Owned by the device's thread.
#pragma once

#include <optional>
#include <string>

#include "kiosk/base/result.h"
#include "kiosk/scan/event_queue.h"

namespace openday::scan {

class DeviceReporter {
 public:
  DeviceReporter(ScanSource source, EventQueue& events) : source_(source), events_(events) {}
  void works(const std::string& what);
  void fails(const base::Failure<DeviceError>& failure);

 private:
  ScanSource source_;
  EventQueue& events_;
  std::optional<bool> working_;
  DeviceError error_ = DeviceError::missing;
};

}  // namespace openday::scan
