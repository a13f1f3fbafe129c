#include "kiosk/ui/widgets/digit_pad.h"

#include <algorithm>

namespace openday::ui {

void draw_digit_boxes(Painter& p, Rect row, int least, std::size_t typed) {
  const Palette& c = p.color();
  const int boxes = std::clamp(std::max(least, static_cast<int>(typed)), 4, 12);
  const float gap = 4, w = std::min(22.0f, (row.w - gap * static_cast<float>(boxes - 1)) / static_cast<float>(boxes)), whole = w * static_cast<float>(boxes) + gap * static_cast<float>(boxes - 1);
  for (int i = 0; i < boxes; ++i) {
    const Rect box{row.cx() - whole / 2 + static_cast<float>(i) * (w + gap), row.y, w, row.h};
    const bool filled = i < static_cast<int>(typed);
    p.outlined(box, std::min(4.0f, w / 3), c.paper, filled ? c.azurite : c.control, filled ? 1.0f : p.theme().outline());
    if (filled) p.circle({box.cx(), box.cy()}, std::min(3.0f, w / 4), c.ink);
  }
}

bool draw_digit_pad(Painter& p, Rect box, std::string& digits, const DigitPad& pad) {
  const float k = p.theme().scale(), w = (box.w - 2 * kGap) / 3, h = (box.h - 3 * kGap) / 4;
  const auto key = [&](int column, int row, const std::string& label, std::optional<Icon> icon, Look look, bool on) {
    const Rect rect{box.x + static_cast<float>(column) * (w + kGap), box.y + static_cast<float>(row) * (h + kGap), w, h};
    return button(p, rect, label, {.look = look, .em = (icon || label.size() > 1 ? 10.0f : 14.0f) * k, .icon = icon, .enabled = on});
  };
  for (int digit = 1; digit <= 10; ++digit) {
    const int index = digit == 10 ? 10 : digit - 1;  // 0 stands below 8
    if (key(index % 3, index / 3, std::to_string(digit % 10), std::nullopt, Look::floating, pad.enabled) && static_cast<int>(digits.size()) < pad.most)
      digits += static_cast<char>('0' + digit % 10);
  }
  if (key(0, 3, p.word(Text::gate_delete), Icon::backspace, Look::outlined, pad.enabled && !digits.empty()) && !digits.empty()) digits.pop_back();
  const bool ready = pad.enabled && static_cast<int>(digits.size()) >= pad.least;
  return key(2, 3, p.word(Text::gate_confirm), Icon::check, ready ? Look::main : Look::outlined, ready) && ready;
}

}  // namespace openday::ui
