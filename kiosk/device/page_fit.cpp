#include "kiosk/device/page_fit.h"

#include <algorithm>

namespace openday::device {

PageFit::PageFit(int page_w, int page_h, int panel_w, int panel_h, int quarter_turns)
    : page_w_(page_w), page_h_(page_h), panel_w_(std::max(panel_w, 1)), panel_h_(std::max(panel_h, 1)), turns_(((quarter_turns % 4) + 4) % 4) {
  const bool sideways = turns_ % 2 != 0;
  scale_ = std::min(panel_w_ / (sideways ? page_h_ : page_w_), panel_h_ / (sideways ? page_w_ : page_h_));
  direct_ = turns_ == 0 && page_w == panel_w && page_h == panel_h;
}

Place PageFit::to_page(double u, double v) const {
  double dx = (u * panel_w_ - panel_w_ / 2) / scale_, dy = (v * panel_h_ - panel_h_ / 2) / scale_;
  for (int i = 0; i < turns_; ++i) {  // undo one clockwise quarter turn
    const double old = dx;
    dx = dy;
    dy = -old;
  }
  return {dx + page_w_ / 2, dy + page_h_ / 2};
}

Place PageFit::to_panel(double x, double y) const {
  double dx = x - page_w_ / 2, dy = y - page_h_ / 2;
  for (int i = 0; i < turns_; ++i) {
    const double old = dx;
    dx = -dy;
    dy = old;
  }
  return {(dx * scale_ + panel_w_ / 2) / panel_w_, (dy * scale_ + panel_h_ / 2) / panel_h_};
}

PageFit::Box PageFit::unturned() const {
  const double w = page_w_ * scale_, h = page_h_ * scale_;
  return {(panel_w_ - w) / 2, (panel_h_ - h) / 2, w, h};
}

}  // namespace openday::device
