// Somebody showed the receipt of an opinion: its number, who can look it up, and nothing of what was written.
#include <algorithm>

#include "kiosk/ui/screens/door_page.h"

namespace openday::ui {

Intent draw_receipt(const Model& model, ScreenState& state) {
  Painter& p = state.paint;
  const Palette& c = p.color();
  const float k = p.theme().scale(), body = p.theme().body(), small = p.theme().secondary();
  const bool tight = p.theme().tight();
  auto page = begin_door_page(model, state, p.word(Text::receipt_title));
  const float button_h = (tight ? 20 : 32) * std::max(1.0f, k * 0.85f), pad = tight ? 4 : 10, big = (tight ? 16 : 22) * k;
  const Rect box = page.box;
  const bool beside = tight && !p.theme().portrait();   // too low for a button below
  const float card_h = std::min(beside ? box.h : box.h - button_h - kGap, 2 * pad + small * kLineSpacing + big * 1.3f + body * kLineSpacing + (tight ? 0 : small * kLineSpacing * 2 + 4));
  const float lower = p.theme().portrait() && !tight ? std::max(0.0f, (box.h - card_h - button_h - 8) * 0.4f) : 0;
  const Rect card{box.x, box.y + lower, beside ? box.w * 0.62f : box.w, card_h};
  draw_card(p, card);
  const Rect inner = card.inset(pad);
  float y = inner.y;
  draw_text(p, {inner.x, y, inner.w, small * kLineSpacing}, p.word(Text::receipt_number), {.em = small, .color = c.ink_2, .max_lines = 1});
  y += small * kLineSpacing;
  const TextStyle number{.face = Face::bold, .em = fitting_em(p, inner.w, model.receipt, {.face = Face::bold}, {big, 14 * k, body}), .color = c.ink, .line = 1.3f, .max_lines = 1};
  draw_text(p, {inner.x, y, inner.w, big * 1.3f}, model.receipt, number);
  y += big * 1.3f;
  draw_text(p, {inner.x, y, inner.w, body * kLineSpacing}, p.word(Text::receipt_ask), {.em = body, .color = c.ink, .max_lines = 1});
  y += body * kLineSpacing + 3;
  if (!tight && y + small * kLineSpacing <= inner.bottom() + 0.5f) draw_text(p, {inner.x, y, inner.w, inner.bottom() - y + 0.5f}, p.word(Text::receipt_nothing), {.em = small, .color = c.ink_2, .max_lines = 2});
  Intent out = page.intent;
  const Rect done = beside ? Rect{card.right() + kGap, box.y, box.right() - card.right() - kGap, button_h} : Rect{box.x, card.bottom() + (tight ? kGap : 8), box.w, button_h};
  if (button(p, done, p.word(Text::thanks_done), {.look = Look::main, .em = 13 * k})) out = intent(model, IntentKind::go_home);
  return out;
}

}  // namespace openday::ui
