#include "kiosk/ui/screens/result_look.h"

#include <algorithm>

namespace openday::ui {

Paints paints_for(const Painter& p, Tone tone) {
  const Palette& c = p.color();
  const Color accent = tone == Tone::welcome ? c.malachite : tone == Tone::attention ? c.ochre : c.cinnabar;
  if (p.theme().high_contrast()) return {c.white, c.ink, accent, c.white};
  return {accent, c.white, rgb(0xF6F1E4), accent};
}

void draw_title(Painter& p, Rect box, const std::string& text, float wished, Color color) {
  TextStyle style{.face = Face::serif, .color = color, .align = Align::centre, .line = 1.25f, .max_lines = 2, .balanced = true, .tight_marks = true};
  const float k = p.theme().scale();
  style.em = std::min(wished, fitting_em(p, box.w, text, style, {wished, 20 * k, 17 * k, 15 * k, 13 * k}));
  draw_text_middle(p, box, text, style);
}

float title_height(const Painter& p, float width, const std::string& text, float wished) {
  const TextStyle least{.face = Face::serif, .em = 13 * p.theme().scale(), .tight_marks = true};
  return text_width(p, text, least) <= width ? wished * 1.3f : 2 * 13 * p.theme().scale() * 1.27f;
}

}  // namespace openday::ui
