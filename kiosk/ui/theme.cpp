#include "kiosk/ui/theme.h"

#include <algorithm>
#include <cmath>

namespace openday::ui {
namespace {

constexpr double kShortSide = 268, kLongSide = 476;  // the panel the pages were drawn on, mm
constexpr double kReach = 1220;        // mm above the floor (DOMAIN.md)
constexpr double kUsualMiddle = 1100;  // of a screen whose height above the floor nobody measured, mm
constexpr double kLeastPage = 280;     // true mm: a page of less height would drop what the guest came for
constexpr double kWorthMoving = 20;    // mm
constexpr double kLowPage = 300;       // design mm that a low page on a large panel keeps, rather than grow
constexpr float kLargeType = 1.4f;
constexpr double kStaffRoom = 250; // true mm of the short side with which a staff page in large type still shows its lists
constexpr float kNarrowest = 112;  // mm of page width a unit of type needs: nine body characters between the margins
constexpr float kLowest = 112;     // mm of page height it needs: strip, card, ways on and the quiet row

constexpr Palette kSilk{
    .silk = rgb(0xF6F1E4), .silk_2 = rgb(0xEDE6D3), .paper = rgb(0xFFFFFF), .line = rgb(0xD8D2C0), .control = rgb(0x7B857F),
    .ink = rgb(0x1B2A2F), .ink_2 = rgb(0x3E5056),
    .malachite = rgb(0x0F5A47), .malachite_2 = rgb(0x2E8B6F), .malachite_3 = rgb(0x7DB8A0), .malachite_4 = rgb(0xC9DFD2), .malachite_5 = rgb(0xE6F0E8),
    .azurite = rgb(0x16476A), .azurite_2 = rgb(0x4E86AE), .azurite_4 = rgb(0xD5E3EC), .azurite_5 = rgb(0xE9F1F5),
    .ochre = rgb(0x7A400D), .ochre_2 = rgb(0xD9A566), .ochre_4 = rgb(0xFAF0DF),
    .cinnabar = rgb(0x8F241A), .cinnabar_4 = rgb(0xF3DAD4),
    .sun = rgb(0xE2A873), .dot = rgb(0xC9C1AB), .white = rgb(0xFFFFFF)};

// Ink on white, no tints that carry meaning by shade alone.
constexpr Palette kHighContrast{
    .silk = rgb(0xFFFFFF), .silk_2 = rgb(0xFFFFFF), .paper = rgb(0xFFFFFF), .line = rgb(0x1B2A2F), .control = rgb(0x0B1215),
    .ink = rgb(0x0B1215), .ink_2 = rgb(0x0B1215),
    .malachite = rgb(0x073B2E), .malachite_2 = rgb(0x073B2E), .malachite_3 = rgb(0x5F7A72), .malachite_4 = rgb(0xC4CFCB), .malachite_5 = rgb(0xFFFFFF),
    .azurite = rgb(0x0C2F49), .azurite_2 = rgb(0x0C2F49), .azurite_4 = rgb(0xE4EAEE), .azurite_5 = rgb(0xFFFFFF),
    .ochre = rgb(0x562B05), .ochre_2 = rgb(0x562B05), .ochre_4 = rgb(0xFFFFFF),
    .cinnabar = rgb(0x6B150D), .cinnabar_4 = rgb(0xFFFFFF),
    .sun = rgb(0xFFFFFF), .dot = rgb(0x0B1215), .white = rgb(0xFFFFFF)};

double pixels_per_true_mm(const Panel& panel) { return std::hypot(panel.width_px, panel.height_px) / (panel.inches * 25.4); }

}  // namespace

std::optional<double> low_reach_height(const Panel& panel) {
  if (panel.height_px <= panel.width_px) return std::nullopt;
  const double height = panel.height_px / pixels_per_true_mm(panel);
  const double width = panel.width_px / pixels_per_true_mm(panel);
  const double page = std::max({kReach - panel.lower_edge_mm.value_or(kUsualMiddle - height / 2), kLeastPage, width});   // a low page stays upright
  return height - page < kWorthMoving ? std::nullopt : std::optional(page);
}

bool staff_type_grows(const Panel& panel) { return std::min(panel.width_px, panel.height_px) / pixels_per_true_mm(panel) >= kStaffRoom; }

Theme::Theme(const Panel& panel, bool large_type, bool high_contrast, bool low_reach)
    : palette_(high_contrast ? kHighContrast : kSilk), true_pixels_per_mm_(pixels_per_true_mm(panel)), large_type_(large_type), high_contrast_(high_contrast) {
  const std::optional<double> low = low_reach_height(panel);
  can_reach_low_ = low.has_value();
  const double short_mm = std::min(panel.width_px, panel.height_px) / true_pixels_per_mm_;
  const double long_mm = std::max(panel.width_px, panel.height_px) / true_pixels_per_mm_;
  double growth = std::min(short_mm / kShortSide, long_mm / kLongSide);
  if (low_reach && low) growth = std::min(growth, *low / kLowPage);
  growth = std::max(growth, 1.0);
  pixels_per_mm_ = static_cast<float>(true_pixels_per_mm_ * growth);
  width_ = static_cast<float>(panel.width_px) / pixels_per_mm_;
  height_ = static_cast<float>(panel.height_px) / pixels_per_mm_;
  if (low_reach && low) {
    const auto page = static_cast<float>(*low / growth);
    above_ = height_ - page;
    height_ = page;
  }
  if (large_type) scale_ = std::clamp(std::min(width_ / kNarrowest, height_ / kLowest), 1.0f, kLargeType);
  hero_scale_ = 1 + (scale_ - 1) * 0.8f;  // 40 mm in large type
}

}  // namespace openday::ui
