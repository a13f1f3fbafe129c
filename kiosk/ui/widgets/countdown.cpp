#include "kiosk/ui/widgets/countdown.h"

#include <algorithm>

#include "kiosk/ui/widgets/controls.h"
#include "kiosk/ui/widgets/marks.h"

namespace openday::ui {
namespace {

struct Words {
  std::string_view text;
  TextStyle style;
  float width = 0;
};

// What a tap does is said where it has room in one size or another; else that the page goes.
Words words_for(const Painter& p, float room, const Countdown& countdown) {
  const float small = std::min(countdown.em, p.theme().secondary());
  for (const Text said : {Text::countdown_stay, Text::countdown_home})
    for (const float em : {countdown.em, small}) {
      const TextStyle style{.em = em, .color = countdown.ink, .max_lines = 1};
      if (const float width = text_width(p, p.word(said), style); width <= room) return {p.word(said), style, width};
    }
  return {};
}

}  // namespace

Intent draw_countdown_to_home(const Model& model, Painter& p, Point centre, float room, const Countdown& c) {
  if (c.total <= 0) return {};
  const float pad = c.plate ? 4.0f : 0.0f;
  const Words words = words_for(p, room - c.size - kGap - 2 * pad - 2, c);
  const float width = c.size + (words.text.empty() ? 0 : kGap + words.width), left = centre.x - width / 2, h = std::max(c.size, kTarget + 0.3f);
  const float touch = std::max(width + 2 * pad, h);
  const bool tapped = p.target({centre.x - touch / 2, centre.y - h / 2, touch, h}, p.word(Text::countdown_stay));
  if (c.plate) p.fill_round({left - pad, centre.y - c.size / 2 - 1, width + 2 * pad + (words.text.empty() ? 0 : 2.0f), c.size + 2}, c.size / 2 + 1, *c.plate);
  draw_countdown(p, {left + c.size / 2, centre.y}, c.size, c.left, c.total, c.ring, c.track, c.ink);
  if (!words.text.empty()) draw_text_middle(p, {left + c.size + kGap, centre.y - 8, words.width + 1, 16}, words.text, words.style);
  return tapped ? intent(model, IntentKind::stay) : Intent{};
}

}  // namespace openday::ui
