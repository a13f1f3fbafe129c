#include "kiosk/ui/screens/search_field.h"

#include <algorithm>

#include "kiosk/ui/widgets/controls.h"
#include "kiosk/ui/widgets/typed_text.h"

namespace openday::ui {

float search_field_height(const Painter& p) { return (p.theme().tight() ? 18.0f : 30.0f) * std::max(1.0f, p.theme().scale() * 0.85f); }

void draw_search_field(Painter& p, Rect rect, const SearchField& field) {
  const Palette& c = p.color();
  const float k = p.theme().scale(), icon = p.fonts().has_icons() ? std::min(16 * k, rect.h * 0.56f) : 0, em = std::max(p.theme().body(), std::min(16 * k, rect.h * 0.56f));
  p.shadow(rect, kCardRadius);
  p.outlined(rect, kCardRadius, c.paper, c.azurite, 1);
  if (icon > 0) draw_icon(p, Icon::search, {rect.x + 8 + icon / 2, rect.cy()}, icon, c.ink);
  const TextStyle soft{.em = p.theme().secondary(), .color = c.ink_2, .align = Align::right, .max_lines = 1};
  const float x = rect.x + 8 + icon + (icon > 0 ? 5 : 0), said_w = field.said.empty() ? 0 : text_width(p, field.said, soft) + 1;
  const bool room = said_w > 0 && rect.right() - 8 - said_w - 6 - x > 30 * k;
  if (room) draw_text_middle(p, {rect.right() - 8 - said_w, rect.y, said_w, rect.h}, field.said, soft);
  const float h = em * kLineSpacing;
  draw_typed_text(p, {x, rect.cy() - h / 2, rect.right() - 8 - (room ? said_w + 4 : 0) - x, h}, {.text = field.query, .keys = field.keys, .empty = field.empty, .em = em});
}

SearchHalves search_halves(const Painter& p, Rect content, float found) {
  const float gap = p.theme().tight() ? kGap : 8.0f, least = kTarget + 0.5f, card = p.theme().tight() && p.theme().portrait() ? least : std::max(least, found * 0.8f);
  const float field = std::min({search_field_height(p), std::max(least, content.h * 0.5f), std::max(least, content.h - gap - card)});   // it gives way to a card
  if (content.h >= field + gap + card) return {{content.x, content.y, content.w, field}, {content.x, content.y + field + gap, content.w, content.h - field - gap}};
  const float w = (content.w - kGap) * 0.44f;
  return {{content.x, content.y, w, content.h}, {content.x + w + kGap, content.y, content.w - w - kGap, content.h}};
}

}  // namespace openday::ui
