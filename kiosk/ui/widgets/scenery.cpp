#include "kiosk/ui/widgets/scenery.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include <fmt/core.h>
#include <imgui.h>

#include "kiosk/ui/hills.h"

namespace openday::ui {

void ScreenState::ground_done() { content_from = paint.list().VtxBuffer.Size; }

void draw_silk(ScreenState& state) {
  Painter& p = state.paint;
  p.fill(p.page(), p.color().silk);
  state.ground_done();
}

void draw_hills(ScreenState& state, Scene scene, Light light, Rect band) {
  Painter& p = state.paint;
  if (p.theme().high_contrast()) return;
  const PixelBox box = p.pixels(band);
  if (box.w <= 0 || box.h <= 0) return;
  ImTextureData* hills = p.textures().get(fmt::format("hills {} {} {}x{}", static_cast<int>(scene), static_cast<int>(light), box.w, box.h),
                                          [&] { return paint_hills(scene, light, box.w, box.h); });
  p.picture(hills, band);
  state.ground_done();
}

void draw_sun(ScreenState& state, Rect box, double progress, int rows) {
  Painter& p = state.paint;
  if (p.theme().high_contrast() || progress < 0 || rows < 2) return;
  const float s = std::min(box.w / 268, box.h / 110);
  const float x0 = box.x + box.w * 69 / 268, x1 = box.x + box.w * 199 / 268, base = box.y + box.h * 86 / 110, rise = box.h * 70 / 110;
  const auto at = [&](float u) { return Point{x0 + (x1 - x0) * u, base - rise * std::sin(std::numbers::pi_v<float> * (0.08f + 0.84f * u))}; };
  const auto now = static_cast<float>(std::clamp(progress, 0.0, 1.0));
  for (int i = 0; i < rows; ++i) {
    const float u = static_cast<float>(i) / static_cast<float>(rows - 1);
    if (std::fabs(u - now) < 0.07f) continue;
    p.circle(at(u), 1.1f * s, u < now ? p.color().ochre_2 : p.color().dot);
  }
  p.circle(at(now), 18 * s, mix(p.color().silk, p.color().sun, 0.16f));
  p.circle(at(now), 13 * s, p.color().sun);
  state.ground_done();
}

float low_hills_height(const Painter& p) { return p.theme().portrait() ? p.theme().width() * 94 / 268 : p.theme().width() * 72 / 476; }

void draw_low_hills(ScreenState& state) {
  Painter& p = state.paint;
  draw_silk(state);
  if (p.theme().low_reach()) return;   // the hills stand above the page
  const float height = low_hills_height(p);
  draw_hills(state, p.theme().portrait() ? Scene::low : Scene::landscape, Light::day, {0, p.theme().height() - height, p.theme().width(), height});
}

}  // namespace openday::ui
