// Pictures shown to the camera by a script or a test: what show() was given is what the camera sees until hide(). Also pulls
// the camera's plug. FrameInjector is thread-safe; the cameras it makes share its state and may outlive it.
#pragma once

#include <memory>
#include <optional>

#include "kiosk/scan/camera.h"

namespace openday::device {

class FrameInjector {
 public:
  FrameInjector();
  ~FrameInjector();

  void show(image::GreyImage picture);
  void hide();                                           // blank frames
  void fail_with(std::optional<scan::DeviceError> error);  // until called with nothing: open() and next() fail
  [[nodiscard]] std::uint64_t delivered() const;         // frames a camera took since the last show(), hide() or fail_with()

  // A camera that sees what is shown: about 30 frames a second, at once after a change.
  [[nodiscard]] std::unique_ptr<scan::Camera> make_camera();

  struct State;

 private:
  std::shared_ptr<State> state_;
};

}  // namespace openday::device
