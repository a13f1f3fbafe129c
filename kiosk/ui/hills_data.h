// The hills of mocks/README.md as data: profiles, scenes and the colours of four lights. x of a peak in widths of its band,
// y in heights from the band's top; profile points relative to summit and foot.
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <utility>

#include "kiosk/ui/color.h"

namespace openday::ui {

enum class Profile { dome, spire, slope, mound };
enum class Tint { far, az, azl, ml, mll, near, foot };
enum class Scene { portrait, low, landscape, tinted };
enum class Light { day, success, attention, refusal };

struct ProfilePoint {
  float x, y;  // -1..1 of the half widths, 0 foot .. 1 summit
};

struct Peak {
  Profile profile;
  float x, left, right;  // centre and half widths
  float summit, foot;
  bool mirrored;
  Tint tint;
};

struct TintColors {
  std::array<std::pair<float, Color>, 4> stops;  // summit 0 .. foot 1; `count` of them count
  std::size_t count;
  Color fold;
  float fold_alpha;
};

[[nodiscard]] std::span<const ProfilePoint> outline_of(Profile profile);
[[nodiscard]] std::span<const ProfilePoint> fold_of(Profile profile);  // empty: no fold
[[nodiscard]] std::span<const Peak> peaks_of(Scene scene);
[[nodiscard]] const TintColors& colors_of(Light light, Tint tint);

}  // namespace openday::ui
