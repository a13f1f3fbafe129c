// Ready phrases to tap, in pages.
#include <algorithm>

#include "kiosk/ui/widgets/keyboard_parts.h"

namespace openday::ui {

Intent draw_phrases(const Model& model, ScreenState& state, Rect box) {
  Painter& p = state.paint;
  const float k = p.theme().scale();
  const auto& phrases = model.composing.phrases;
  const int columns = box.w > 190 * k ? 2 : 1;
  const float w = (box.w - kGap * static_cast<float>(columns - 1)) / static_cast<float>(columns);
  const float wish = std::max(kTarget + 0.5f, (columns == 1 ? 18.0f : 23.0f) * std::max(1.0f, k * 0.95f));
  const int count = static_cast<int>(phrases.size());
  int rows = std::max(1, static_cast<int>((box.h + kGap) / (wish + kGap)));
  rows = std::min(rows, (count + columns - 1) / columns);
  const bool turns = count > rows * columns;
  const int shown = turns ? std::max(1, rows * columns - 1) : count, pages = (count + shown - 1) / std::max(shown, 1);
  const float h = std::min(std::max(wish, (box.h + kGap) / static_cast<float>(std::max(rows, 1)) - kGap), wish * 1.12f);
  state.own.list_page = std::clamp(state.own.list_page, 0, std::max(0, pages - 1));
  const auto cell = [&](int i) { return Rect{box.x + static_cast<float>(i % columns) * (w + kGap), box.y + static_cast<float>(i / columns) * (h + kGap), w, h}; };
  p.number_targets_from(kKeyTargets);
  Intent out;
  for (int i = 0; i < shown && state.own.list_page * shown + i < count; ++i) {
    const int index = state.own.list_page * shown + i;
    if (option(p, cell(i), phrases[static_cast<std::size_t>(index)], false, p.theme().body())) out = intent(model, IntentKind::add_phrase, index);
  }
  if (turns && rows * columns > 1 && button(p, cell(rows * columns - 1), p.word(Text::opinion_more), {.look = Look::outlined, .em = p.theme().body(), .icon = Icon::chevron_right, .icon_behind = true, .radius = 5}))
    state.own.list_page = (state.own.list_page + 1) % pages;
  return out;
}

}  // namespace openday::ui
