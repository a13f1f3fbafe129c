#include "kiosk/ui/widgets/status_card.h"

#include <algorithm>

#include "kiosk/ui/widgets/staff_page.h"

namespace openday::ui {

void draw_status_card(Painter& p, Rect rect, const StatusCard& card, bool upright) {
  const StaffSizes s = staff_sizes(p);
  const bool tall = upright && rect.h > 90 * s.k;   // else there is no height for one below the other
  draw_card(p, rect);
  const float icon = !p.fonts().has_icons() ? 0 : tall ? 40 * s.k : std::min(22 * s.k, rect.h * 0.5f), side = icon > 0 && !tall ? icon + 6 : 0;
  const float x = rect.x + 8 + side, w = rect.right() - 8 - x;
  const Align align = tall ? Align::centre : Align::left;
  const TextStyle strong{.face = Face::bold, .em = std::max(s.em, std::min((tall ? 13 : 10) * s.k, rect.h * 0.28f)), .color = card.color, .align = align, .line = 1.2f, .max_lines = 2};
  const TextStyle soft{.em = tall ? s.em * 1.15f : s.em, .color = p.color().ink_2, .align = align, .line = 1.2f, .max_lines = 2};
  const float top = tall && icon > 0 ? icon + 2 * kGap : 0, bar_h = card.busy ? 3 + kGap : 0;
  const float strong_h = measure_text(p, w, card.strong, strong).height;
  float soft_h = card.soft.empty() ? 0 : measure_text(p, w, card.soft, soft).height;
  if (top + strong_h + soft_h + bar_h > rect.h - 2) soft_h = 0;
  float y = rect.cy() - std::min(rect.h - 2, top + strong_h + soft_h + bar_h) / 2;
  if (icon > 0) draw_icon(p, card.icon, tall ? Point{rect.cx(), y + icon / 2} : Point{rect.x + 8 + icon / 2, rect.cy()}, icon, card.color);
  y += top;
  draw_text(p, {x, y, w, strong_h}, card.strong, strong);
  y += strong_h;
  if (soft_h > 0) draw_text(p, {x, y, w, soft_h}, card.soft, soft);
  y += soft_h + kGap / 2;
  if (card.busy && y + 3 <= rect.bottom()) draw_bar(p, {x, y, w, 3}, card.percent / 100.0, card.color, p.color().silk_2);
}

}  // namespace openday::ui
