#include "kiosk/ui/screens/published.h"

#include "kiosk/ui/screens/results_parts.h"

namespace openday::ui {

float published_height(const Painter& p) {
  const float small = p.theme().secondary();
  return 12 + small * kLineSpacing + 13 * p.theme().scale() * 1.3f + 5 * small * 1.5f;
}

void draw_published(Painter& p, Rect rect, const PublicResults& results) {
  const Palette& c = p.color();
  const float small = p.theme().secondary(), k = p.theme().scale();
  draw_card(p, rect);
  const Rect inner = rect.inset(8, 6);
  draw_text(p, {inner.x, inner.y, inner.w, small * kLineSpacing}, p.word(Text::results_public) + " · " + results.title, {.em = small, .color = c.ink_2, .max_lines = 1});
  const int total = results.n[0] + results.n[1] + results.n[2] + results.n[3] + results.n[4];
  const float y = inner.y + small * kLineSpacing, h = 13 * k * 1.3f;
  const std::vector<Run> runs{{p.word(Text::results_satisfied), {.em = p.theme().body(), .color = c.ink}, 0},
                              {percent(results.n[0] + results.n[1] + results.n[2], total), {.face = Face::bold, .em = 13 * k, .color = c.malachite}, 2},
                              {fill_in(p.word(Text::results_count), {std::to_string(total)}), {.em = small, .color = c.ink_2}, 5}};
  draw_runs(p, {inner.x, baseline_at(y + h / 2, 11 * k)}, runs);
  draw_grade_bars(p, {inner.x, y + h, inner.w, inner.bottom() - y - h}, results.n, results.words, small);
}

}  // namespace openday::ui
