#include "kiosk/scan/device_reporter.h"

#include "kiosk/base/log.h"

namespace openday::scan {
namespace {

const char* to_string(ScanSource source) { return source == ScanSource::camera ? "camera" : "hand scanner"; }

// A device that was unplugged is missing when it is looked for again: no news.
bool same_trouble(DeviceError before, DeviceError now) {
  return before == now || (before == DeviceError::unplugged && now == DeviceError::missing);
}

}  // namespace

void DeviceReporter::works(const std::string& what) {
  if (working_ == true) return;
  working_ = true;
  base::log_info("{}: {}", to_string(source_), what);
  events_.send(DeviceChanged{source_, true, {}, what, steady_now()});
}

void DeviceReporter::fails(const base::Failure<DeviceError>& failure) {
  if (working_ == false && same_trouble(error_, failure.kind)) return;
  working_ = false;
  error_ = failure.kind;
  base::log_warning("{}: {}", to_string(source_), failure.what);
  events_.send(DeviceChanged{source_, false, failure.kind, failure.what, steady_now()});
}

}  // namespace openday::scan
