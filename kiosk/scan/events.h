// What scanning tells the UI thread, as values. Every message says when its frame was taken (CLOCK_MONOTONIC).
#pragma once

#include <optional>
#include <string>
#include <variant>

#include "kiosk/image/focus.h"
#include "kiosk/scan/decoder.h"
#include "kiosk/scan/device_error.h"
#include "kiosk/scan/frame.h"

namespace openday::scan {

enum class ScanSource { camera, hand_scanner };

// A code was shown, once per showing (tracker.h). The text is untrusted bytes.
struct CodeRead {
  std::string text;
  ScanSource source = ScanSource::camera;
  MonoTime taken{};    // the frame, or the scanner's last byte
  MonoTime decoded{};
  std::string pass;    // which decoder pass read it; empty for a scanner
};

// A camera or a hand scanner came, went, or could not be opened. Sent on change only.
struct DeviceChanged {
  ScanSource source = ScanSource::camera;
  bool working = false;
  DeviceError error = DeviceError::missing;  // meaningful when not working
  std::string what;                          // a sentence for staff, or what the device is
  MonoTime at{};
};

// A small picture for the screen, only while something code-like is in view or the UI asked. Newest only.
struct Preview {
  image::GreyImage picture;   // at most kPreviewWidth wide
  bool code_like = false;
  float module_pixels = 0;    // size of a code's module in the camera's pixels; 0 unknown. Below kSmallModule: "closer, please"
  bool read = false;          // this frame was read
  Corners corners{};          // of the code when read, in pixels of `picture`
  std::optional<image::Sharpness> sharpness{};   // of the whole frame, when the UI asked for pictures
  MonoTime taken{};
};

inline constexpr int kPreviewWidth = 640;
inline constexpr float kSmallModule = 3.0F;  // below, less than half of the codes are read (SCAN-NOTES)

using ScanEvent = std::variant<CodeRead, DeviceChanged, Preview>;

}  // namespace openday::scan
