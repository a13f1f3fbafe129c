// Synthetic camera frames for tests and benchmarks: a code on a busy background, turned and tilted in perspective, then
// spoiled the way cameras and halls do. Everything follows from the seed.
#pragma once

#include <cstdint>
#include <string>

#include "kiosk/base/qr_code.h"
#include "kiosk/image/grey_image.h"

namespace openday::test {

enum class Blemish { none, blur, strong_blur, motion, long_motion, noise, low_contrast, glare, moire, all };
inline constexpr int kBlemishes = 10;
[[nodiscard]] const char* to_string(Blemish blemish);

struct Scene {
  int width = 1280;
  int height = 720;
  float side = 0.4F;          // of the code without its quiet zone, share of the height
  float turn_degrees = 0;     // in the picture's plane
  float tilt_degrees = 0;     // out of it, about an axis that the seed chooses
  Blemish blemish = Blemish::none;
  std::uint32_t seed = 1;
};

[[nodiscard]] image::GreyImage render(const base::QrCode& code, const Scene& scene);
[[nodiscard]] image::GreyImage render_without_code(const Scene& scene);

// As long as a confirmation: "OD1:" and 195 characters of Base45, version 8 at level M.
[[nodiscard]] std::string confirmation_like_text(std::uint32_t seed);

}  // namespace openday::test
