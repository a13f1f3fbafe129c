// How sharp, how bright and how full of contrast a picture is. Pure; for whoever turns the ring of a camera's lens.
#pragma once

#include "kiosk/image/grey_image.h"

namespace openday::image {

struct Sharpness {
  float focus = 0;        // 0..some 500; kBlurred and below is a blur, kSharp and above is sharp
  float contrast = 0;     // standard deviation of the grey values
  float brightness = 0;   // their mean, 0..255
};

inline constexpr float kLeastContrast = 8;    // less: a wall, a lens cap; its focus means nothing
inline constexpr float kBlurred = 15;         // edges of a Gaussian's sigma of some 3 pixels
inline constexpr float kSharp = 40;           // 1.7 pixels

// Energy of the Laplacian over that of the gradient, in percent, along the steepest edges of the picture's middle: for an edge blurred by
// a Gaussian that is 100 / (2 sigma^2), whatever the picture shows, its contrast and its light. Pixels are taken two by two, and the
// Laplacian of the flatter half is taken off, so that a weak camera's grain does not pass for detail (the plain variance of the
// Laplacian, Pech-Pacheco et al., ICPR 2000, is misled by both: tried). An empty or tiny picture is all zeros.
[[nodiscard]] Sharpness measure_sharpness(const GreyImage& picture);

}  // namespace openday::image
