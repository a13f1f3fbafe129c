#include <algorithm>

#include "kiosk/ui/screens/itinerary_parts.h"
#include "kiosk/ui/widgets/frame.h"
#include "kiosk/ui/widgets/marks.h"

namespace openday::ui {
namespace {

struct Words {
  TextStyle title, body, small;
};

Words words_for(const Painter& p, float width) {
  const float k = p.theme().scale();
  Words out{{.face = Face::serif, .color = p.color().ink, .align = Align::centre, .line = 1.25f, .max_lines = 2, .balanced = true},
            {.em = p.theme().body(), .color = p.color().ink, .align = Align::centre, .max_lines = 3, .balanced = true},
            {.em = p.theme().secondary(), .color = p.color().ink_2, .align = Align::centre, .max_lines = 3, .balanced = true}};
  out.title.em = fitting_em(p, width, p.word(Text::calendar_title), out.title, {16 * k, 14 * k, 13 * k});
  return out;
}

// Title, how, what WeChat does not do, from the top of `box`; returns where they end.
float draw_words(Painter& p, Rect box) {
  const Words style = words_for(p, box.w);
  float y = box.y;
  y += draw_text(p, {box.x, y, box.w, box.h}, p.word(Text::calendar_title), style.title).height + 2;
  y += draw_text(p, {box.x, y, box.w, std::max(style.body.em * 1.4f, box.bottom() - y)}, p.word(Text::calendar_how), style.body).height + 2;
  if (y + style.small.em * 1.35f <= box.bottom()) y += draw_text(p, {box.x, y, box.w, box.bottom() - y}, p.word(Text::calendar_wechat), style.small).height;
  return y;
}

float words_height(const Painter& p, float width) {
  const Words style = words_for(p, width);
  return measure_text(p, width, p.word(Text::calendar_title), style.title).height + measure_text(p, width, p.word(Text::calendar_how), style.body).height +
         measure_text(p, width, p.word(Text::calendar_wechat), style.small).height + 6;
}

// The code on white with its quiet zone (ISO/IEC 18004: 4 modules).
void draw_code(Painter& p, Rect square, const CalendarCode& code) {
  p.fill(square, p.color().white);
  const float module = square.w / static_cast<float>(code.size + 8), zone = 4 * module;
  draw_modules(p, square.inset(zone), code.size, code.modules, rgb(0x0B1215));
}

}  // namespace

void draw_calendar_card(const Model& model, ScreenState& state) {
  Painter& p = state.paint;
  const Palette& c = p.color();
  const float k = p.theme().scale(), W = p.theme().width(), H = p.theme().height();
  p.fill(p.panel(), faded(c.ink, 0.62f));
  const bool side = !p.theme().portrait(), tight = p.theme().tight();
  const float pad = tight ? 5.0f : 9.0f, button_h = (tight ? 17 : 28) * std::max(1.0f, k * 0.85f);
  const float width = side ? std::min(W - 12, 330 * std::max(1.0f, k * 0.9f)) : std::min(column(p).w, 236 * k), inner_w = width - 2 * pad;
  const float code = side ? std::min({H - 12 - 2 * pad, width * 0.48f, 132.0f}) : std::min({inner_w, 150.0f, H - 12 - 2 * pad - button_h - 6 - words_height(p, inner_w)});
  const float height = side ? std::max(code, 110.0f * k) + 2 * pad : 2 * pad + words_height(p, inner_w) + 3 + code + 4 + button_h;
  const Rect rect{W / 2 - width / 2, std::max(6.0f, (H - height) / 2), width, std::min(height, H - 12)};
  if (p.theme().high_contrast()) p.outlined(rect, kCardRadius, c.paper, c.ink, 1.2f);
  else p.fill_round(rect, kCardRadius, c.paper);
  const Rect inner = rect.inset(pad);
  const Rect words = side ? Rect{inner.x + code + 8, inner.y, inner.w - code - 8, inner.h - button_h - 4} : Rect{inner.x, inner.y, inner.w, words_height(p, inner_w)};
  const float end = draw_words(p, words);
  const Rect square = side ? Rect{inner.x, inner.cy() - code / 2, code, code} : Rect{inner.cx() - code / 2, end + 3, code, code};
  if (square.w > 20) draw_code(p, square, *model.event.calendar);
  const Rect close = side ? Rect{words.x, inner.bottom() - button_h, words.w, button_h} : Rect{inner.x, inner.bottom() - button_h, inner.w, button_h};
  if (button(p, close, p.word(Text::calendar_close), {.look = Look::main, .em = 12 * k})) state.own.calendar_open = false;
}

}  // namespace openday::ui
