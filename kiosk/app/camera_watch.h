// What the screen knows of the camera: whether it works, and the picture while something code-like is in view. UI thread.
#pragma once

#include <optional>

#include "kiosk/app/model_builder.h"
#include "kiosk/scan/events.h"

namespace openday::app {

class CameraWatch {
 public:
  explicit CameraWatch(ui::CameraPlace place) { view_.place = place; }
  void starting() { view_.state = ui::CameraState::starting; }
  void take(scan::ScanEvent& event, scan::MonoTime now);
  // True when the picture went because nothing code-like is in view any longer.
  bool tick(scan::MonoTime now);
  [[nodiscard]] std::optional<scan::MonoTime> due() const { return picture_until_; }
  [[nodiscard]] const CameraView& view() const { return view_; }

 private:
  CameraView view_;
  std::optional<scan::MonoTime> picture_until_;
};

}  // namespace openday::app
