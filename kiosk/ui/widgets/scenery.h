// Grounds of the pages: silk, the hills with the day's sun, and the tinted grounds of a result. Nothing but white in high
// contrast. Each sets where the page's own content begins, so that motion leaves the ground alone.
#pragma once

#include "kiosk/ui/hills_data.h"
#include "kiosk/ui/screens/screens.h"

namespace openday::ui {

void draw_silk(ScreenState& state);
void draw_hills(ScreenState& state, Scene scene, Light light, Rect band);
// The sun on its way over the programme's rows, behind the hills: `box` holds the arc.
void draw_sun(ScreenState& state, Rect box, double progress, int rows);

// Silk, with low hills along the lower edge (content pages).
void draw_low_hills(ScreenState& state);
// The height of their band.
[[nodiscard]] float low_hills_height(const Painter& p);

}  // namespace openday::ui
