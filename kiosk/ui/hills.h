// Hills painted by the processor into a picture, once a size (about 50 ms at 1080 x 720), anti-aliased. Pure functions.
#pragma once

#include "kiosk/ui/hills_data.h"
#include "kiosk/ui/textures.h"

namespace openday::ui {

// The scene over transparency, `width` x `height` pixels.
[[nodiscard]] Pixels paint_hills(Scene scene, Light light, int width, int height);

}  // namespace openday::ui
