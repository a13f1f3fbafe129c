// Every size and colour of the kiosk. Sizes are design millimetres: true millimetres on panels up to 21.5 inches; on larger
// ones the whole page grows so that the composition stays (mocks/README.md was drawn for 268 x 476 mm). Small panels drop
// content, never size. Large type multiplies type and what hangs on it by 1.4, as far as a line of nine characters still fits.
// In the low-reach layout the page is the lower part of a tall panel, as much of it as lies within reach; above it is scenery.
#pragma once

#include <optional>

#include "kiosk/ui/color.h"

namespace openday::ui {

struct Panel {
  int width_px = 1080, height_px = 1920;
  double inches = 21.5;
  std::optional<double> lower_edge_mm = std::nullopt;   // of the screen, above the floor; without it the screen's middle is taken to hang at 1,100
};

struct Palette {
  Color silk, silk_2, paper, line, control, ink, ink_2;
  Color malachite, malachite_2, malachite_3, malachite_4, malachite_5;
  Color azurite, azurite_2, azurite_4, azurite_5;
  Color ochre, ochre_2, ochre_4;
  Color cinnabar, cinnabar_4;
  Color sun, dot, white;
};

inline constexpr float kMargin = 16, kGap = 4, kCardRadius = 6, kTarget = 15, kRatingTarget = 25;
inline constexpr float kLineSpacing = 1.35f;

// True millimetres of a panel's lower part that a seated guest reaches (up to 1,220 mm above the floor, DOMAIN.md "Elderly use"), never
// less than a page needs; nothing where the whole panel is within reach, and in landscape, whose controls lie low anyway.
[[nodiscard]] std::optional<double> low_reach_height(const Panel& panel);

// Staff pages are dense: where large type would crowd them they keep their own sizes. A guest's choice, and staff have no switch for it.
[[nodiscard]] bool staff_type_grows(const Panel& panel);

class Theme {
 public:
  explicit Theme(const Panel& panel, bool large_type = false, bool high_contrast = false, bool low_reach = false);

  [[nodiscard]] const Palette& color() const { return palette_; }
  [[nodiscard]] float width() const { return width_; }    // of the page, design mm
  [[nodiscard]] float height() const { return height_; }
  [[nodiscard]] bool portrait() const { return height_ >= width_; }
  [[nodiscard]] bool large_type() const { return large_type_; }
  [[nodiscard]] bool high_contrast() const { return high_contrast_; }
  [[nodiscard]] bool low_reach() const { return above_ > 0; }
  [[nodiscard]] bool can_reach_low() const { return can_reach_low_; }         // the low-reach layout makes a difference on this panel
  [[nodiscard]] float above() const { return above_; }                        // design mm of the panel above the page
  [[nodiscard]] float pixels_per_mm() const { return pixels_per_mm_; }        // per design mm
  [[nodiscard]] double true_pixels_per_mm() const { return true_pixels_per_mm_; }

  // Type sizes (mm of em), scaled by large type. Hero and display are what a page would like; see text.h for fitting.
  [[nodiscard]] float scale() const { return scale_; }
  [[nodiscard]] float hero() const { return 30 * hero_scale_; }
  [[nodiscard]] float display() const { return 20 * scale_; }
  [[nodiscard]] float title() const { return 16 * scale_; }
  [[nodiscard]] float action() const { return 14 * scale_; }
  [[nodiscard]] float body() const { return 10 * scale_; }
  [[nodiscard]] float secondary() const { return 8.3f * scale_; }
  [[nodiscard]] float staff() const { return 7 * scale_; }
  [[nodiscard]] float staff_small() const { return 6.6f * scale_; }
  // A page with little height for its type: parts come closer together, what can go goes.
  [[nodiscard]] bool tight() const { return height_ < (portrait() ? 300 : 200) * scale_; }
  [[nodiscard]] float outline() const { return high_contrast_ ? 0.8f : 0.5f; }

 private:
  Palette palette_;
  float width_, height_, pixels_per_mm_, above_ = 0, scale_ = 1, hero_scale_ = 1;
  double true_pixels_per_mm_;
  bool large_type_, high_contrast_, can_reach_low_;
};

}  // namespace openday::ui
