// Places on the page in design millimetres (theme.h), x to the right and y down from the page's top left corner.
#pragma once

namespace openday::ui {

struct Point {
  float x = 0, y = 0;
};

struct Rect {
  float x = 0, y = 0, w = 0, h = 0;
  [[nodiscard]] float right() const { return x + w; }
  [[nodiscard]] float bottom() const { return y + h; }
  [[nodiscard]] float cx() const { return x + w / 2; }
  [[nodiscard]] float cy() const { return y + h / 2; }
  [[nodiscard]] Rect inset(float by) const { return inset(by, by); }
  [[nodiscard]] Rect inset(float dx, float dy) const { return {x + dx, y + dy, w - 2 * dx, h - 2 * dy}; }
  [[nodiscard]] bool empty() const { return w <= 0 || h <= 0; }
};

// A rectangle of whole pixels.
struct PixelBox {
  int x = 0, y = 0, w = 0, h = 0;
};

}  // namespace openday::ui
