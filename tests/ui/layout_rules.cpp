#include "tests/ui/layout_rules.h"

#include <algorithm>

#include <fmt/core.h>

#include "kiosk/ui/color.h"

namespace openday::tests {
namespace {

using namespace ui;

constexpr double kRounding = 0.15;   // mm: edges lie on whole pixels
constexpr double kPublicType = 8.3, kStaffType = 6.6, kFigureType = 5;

bool figure(const std::string& text) { return text.find_first_not_of("0123456789") == std::string::npos; }   // in rings and badges

bool inside(const PixelBox& a, const PixelBox& of) { return a.x >= of.x && a.y >= of.y && a.x + a.w <= of.x + of.w && a.y + a.h <= of.y + of.h; }

double distance_px(const PixelBox& a, const PixelBox& b) {
  const int dx = std::max(a.x, b.x) - std::min(a.x + a.w, b.x + b.w), dy = std::max(a.y, b.y) - std::min(a.y + a.h, b.y + b.h);
  return std::max(dx, dy);
}

// The ground of a text is what its frame of pixels shows most; letters of neighbours and edges of the surface may touch the frame.
double contrast_around(const image::RgbaImage& picture, const DrawnText& text) {
  std::vector<double> ratios;
  const auto look = [&](int x, int y) {
    if (x < 0 || y < 0 || x >= picture.width || y >= picture.height) return;
    const std::uint8_t* pixel = picture.pixels.data() + (static_cast<std::size_t>(y) * static_cast<std::size_t>(picture.width) + static_cast<std::size_t>(x)) * 4;
    ratios.push_back(contrast(text.color, Color{pixel[0], pixel[1], pixel[2], 255}));
  };
  for (int x = text.box.x; x < text.box.x + text.box.w; x += 3) look(x, text.box.y - 1), look(x, text.box.y + text.box.h);
  for (int y = text.box.y; y < text.box.y + text.box.h; y += 3) look(text.box.x - 2, y), look(text.box.x + text.box.w + 1, y);
  if (ratios.size() < 8) return 21;
  std::sort(ratios.begin(), ratios.end());
  return ratios[ratios.size() * 4 / 10];
}

}  // namespace

void check_texts(const Laid& laid, bool long_words, Faults& out) {
  if (laid.shown.texts().empty()) out.emplace_back("nothing is written on the page");
  const double least = (laid.staff ? kStaffType : kPublicType) * laid.theme.scale();
  for (const DrawnText& text : laid.shown.texts()) {
    if (text.clipped) out.push_back(fmt::format("cut off: {}", text.text));
    if (text.em_mm < (figure(text.text) ? kFigureType : least) - kRounding) out.push_back(fmt::format("type of {:.1f} mm: {}", text.em_mm, text.text));
    if (!text.shortened || long_words || laid.staff) continue;
    for (const DrawnTarget& target : laid.shown.targets())
      if (target.label == text.text && inside(text.box, target.box)) out.push_back(fmt::format("ends in dots on its button: {}", text.text));
  }
}

void check_targets(const Laid& laid, Faults& out) {
  const double mm = 1 / laid.theme.true_pixels_per_mm();
  const PixelBox page{0, static_cast<int>(laid.theme.above() * laid.theme.pixels_per_mm()), laid.panel.width_px + 1, laid.panel.height_px + 1};
  const auto& targets = laid.shown.targets();
  for (std::size_t i = 0; i < targets.size(); ++i) {
    const DrawnTarget& one = targets[i];
    const double least = (one.kind == TargetKind::grade ? kRatingTarget : kTarget) - kRounding;
    if (one.box.w * mm < least || one.box.h * mm < least) out.push_back(fmt::format("{:.1f} x {:.1f} mm: {}", one.box.w * mm, one.box.h * mm, one.label));
    if (one.box.x < 0 || one.box.y < page.y || one.box.x + one.box.w > page.w || one.box.y + one.box.h > page.h) out.push_back(fmt::format("not within reach: {}", one.label));
    for (std::size_t k = i + 1; k < targets.size(); ++k)
      if (const double gap = distance_px(one.box, targets[k].box) * mm; gap < kGap - 2 * kRounding)
        out.push_back(fmt::format("{:.1f} mm between {} and {}", gap, one.label, targets[k].label));
  }
}

void check_contrast(const Laid& laid, const image::RgbaImage& picture, std::size_t first, Faults& out) {
  const auto& texts = laid.shown.texts();
  for (std::size_t i = first; i < texts.size(); ++i)
    if (const double ratio = contrast_around(picture, texts[i]); ratio < 6.95) out.push_back(fmt::format("{:.1f}:1: {}", ratio, texts[i].text));
}

}  // namespace openday::tests
