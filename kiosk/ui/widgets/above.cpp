#include "kiosk/ui/widgets/above.h"

#include <algorithm>

#include "kiosk/ui/widgets/frame.h"
#include "kiosk/ui/widgets/scenery.h"
#include "kiosk/ui/widgets/text.h"

namespace openday::ui {
namespace {

constexpr float kTop = 10, kLeastBand = 20;   // mm; less is no landscape

// The event's name, its bureau above it where there is room; returns where they end.
float draw_name(const Model& model, Painter& p, Rect box) {
  const Palette& c = p.color();
  const float k = p.theme().scale(), row = p.theme().body() * 1.3f;
  TextStyle name{.face = Face::serif, .color = c.ink, .line = 1.2f, .spacing = 0.04f, .max_lines = 2, .balanced = true};
  name.em = fitting_em(p, box.w, model.event.name, name, {26 * k, 22 * k, 18 * k, 16 * k, 14 * k});
  const float name_h = std::min(measure_text(p, box.w, model.event.name, name).height, box.h);
  float y = box.y;
  if (!model.event.bureau.empty() && row + name_h <= box.h)
    y += draw_text(p, {box.x, y, box.w, row}, model.event.bureau, {.em = p.theme().body(), .color = c.ink_2, .line = 1.3f, .max_lines = 1}).height;
  return y + draw_text(p, {box.x, y, box.w, name_h + 0.5f}, model.event.name, name).height;
}

}  // namespace

void draw_above(const Model& model, ScreenState& state) {
  Painter& p = state.paint;
  const float height = p.theme().above(), W = p.theme().width();
  if (height <= 0) return;
  p.fill(p.panel(), p.color().silk);
  if (model.page == Page::result) return;
  const Rect page = column(p);
  const float end = draw_name(model, p, {page.x, kTop - height, page.w, height - kTop});
  const float band = std::min(W * 102 / 268, -end - 2);
  if (band >= kLeastBand) {
    draw_sun(state, {0, -band, W, band}, model.event.day_progress, static_cast<int>(model.event.items.size()));
    draw_hills(state, Scene::low, Light::day, {0, -band, W, band});
  }
  if (p.theme().high_contrast()) p.fill({page.x, -p.theme().outline(), page.w, p.theme().outline()}, p.color().ink);
}

}  // namespace openday::ui
