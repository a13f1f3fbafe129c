// A window without a display and a face on it: draws snapshots, taps by label through SDL's queue, hands out pictures.
#pragma once

#include <memory>
#include <string>

#include "kiosk/device/window.h"
#include "kiosk/ui/ui.h"

namespace openday::tests {

class Stage {
 public:
  // `assets`: folder with fonts.toml and strings/.
  Stage(const ui::Panel& panel, const std::string& assets, bool motion = false);

  // Frames until nothing is left to draw; the picture is that of the last one. Returns the intent met on the way, if any.
  ui::Intent show(const ui::Model& model);
  // One frame laid out and not painted: for what stands where. No picture.
  void lay_out(const ui::Model& model);
  // One frame at `now`.
  ui::Intent frame(const ui::Model& model, std::chrono::milliseconds now);
  // A finger on the target of that label; false when there is none.
  bool tap(const std::string& label);

  [[nodiscard]] device::Window& window() { return *window_; }
  [[nodiscard]] ui::Ui& ui() { return *ui_; }
  [[nodiscard]] const ui::Registry& shown() const { return ui_->registry(); }
  [[nodiscard]] const image::RgbaImage& picture() const { return window_->picture(); }

 private:
  std::unique_ptr<device::Window> window_;
  std::unique_ptr<ui::Ui> ui_;
};

inline constexpr ui::Panel kPortrait{1080, 1920, 21.5}, kLandscape{1920, 1080, 21.5};

}  // namespace openday::tests
