#include "kiosk/ui/widgets/typed_text.h"

#include <algorithm>
#include <string>

#include "kiosk/base/utf8.h"

namespace openday::ui {
namespace {

// The keys at the end of the line on which the text ends, else on a line of their own; their tail where they are longer than it.
struct KeysPlace {
  std::string shown;
  float x = 0, width = 0;
  bool own_line = false;
};

KeysPlace place_keys(const Painter& p, float room, float x, std::string_view keys, const TextStyle& style) {
  KeysPlace out{std::string(keys), x, text_width(p, keys, style), false};
  if (out.width > room - x && x > 0) out.x = 0, out.own_line = true;
  while (out.width > room - out.x && !out.shown.empty()) {
    out.shown.erase(0, base::first_code_points(out.shown, 1).size());
    out.width = text_width(p, out.shown, style);
  }
  return out;
}

}  // namespace

void draw_typed_text(Painter& p, Rect box, const TypedText& what) {
  const Palette& c = p.color();
  p.registry().add_field();
  const TextStyle style{.em = what.em, .color = c.ink, .line = what.line, .spacing = what.spacing};
  const float step = style.em * style.line;
  const int room = std::max(1, static_cast<int>((box.h + 0.3f) / step));
  TextTail tail = tail_of_text(p, box.w - 1, what.text, style, room);
  if (what.text.empty() && what.keys.empty()) {   // smaller than what is typed: in the middle of its first line, as the caret is
    const TextStyle hint{.em = std::min(what.em, p.theme().body()), .color = c.ink_2, .line = 1.3f, .max_lines = room > 1 ? 2 : 1};
    const float lower = std::max(0.0f, (step - hint.em * hint.line) / 2);
    draw_text(p, {box.x + 2, box.y + lower, box.w - 2, box.h - lower}, what.empty, hint);
  }
  TextStyle pending = style;
  pending.color = c.azurite;
  KeysPlace keys;
  if (!what.keys.empty()) {
    keys = place_keys(p, box.w - 1.5f, what.text.empty() ? 0 : tail.x + 0.2f, what.keys, pending);
    if (keys.own_line && tail.lines >= room && room > 1) tail = tail_of_text(p, box.w - 1, what.text, style, room - 1);
    if (keys.own_line && room == 1) tail = {};
  }
  int lines = what.text.empty() ? 0 : tail.lines;
  if (lines > 0) draw_text(p, {box.x, box.y, box.w, std::max(box.h, step)}, tail.shown, style);
  if (!what.keys.empty() && (keys.own_line || lines == 0)) ++lines;
  const float y = box.y + step * static_cast<float>(std::max(lines, 1) - 1), thick = p.theme().high_contrast() ? 1.0f : 0.8f;
  float caret = tail.x + 0.4f;
  if (!what.keys.empty()) {
    draw_text(p, {box.x + keys.x, y, keys.width + 0.5f, step}, keys.shown, pending);
    p.fill({box.x + keys.x, y + step * 0.5f + style.em * 0.56f, keys.width, thick}, c.azurite);
    caret = keys.x + keys.width + 0.6f;
  }
  p.fill({box.x + caret, y + step * 0.08f, thick, step * 0.84f}, c.azurite);
}

}  // namespace openday::ui
