// Why a supervisor lets somebody in all the same: one tap, on record.
#include <algorithm>
#include <array>

#include "kiosk/ui/screens/door_page.h"
#include "kiosk/ui/screens/result_words.h"

namespace openday::ui {

Intent draw_override(const Model& model, ScreenState& state) {
  Painter& p = state.paint;
  const float k = p.theme().scale();
  const ResultWords words = words_for(model, p);
  std::string below = words.title + (words.happened.empty() ? "" : " · " + words.happened);
  auto page = begin_door_page(model, state, p.word(Text::override_title), p.theme().tight() ? words.title : below);
  Intent out = page.intent;
  const Rect box = page.box;
  const bool tight = p.theme().tight();
  const float head = tight ? 0 : p.theme().body() * kLineSpacing + 2;
  if (!tight) draw_text(p, {box.x, box.y, box.w, head}, p.word(Text::override_why), {.em = p.theme().body(), .color = p.color().ink_2, .max_lines = 1});
  constexpr std::array kReasons{Text::override_reason_1, Text::override_reason_2, Text::override_reason_3, Text::override_reason_4, Text::override_reason_5};
  const int columns = p.theme().portrait() ? 1 : tight ? 3 : 2, rows = (static_cast<int>(kReasons.size()) + columns - 1) / columns;
  const float w = (box.w - kGap * static_cast<float>(columns - 1)) / static_cast<float>(columns);
  const float h = std::clamp((box.h - head - kGap * static_cast<float>(rows - 1)) / static_cast<float>(rows), kTarget, 26 * k);
  for (int i = 0; i < static_cast<int>(kReasons.size()); ++i) {
    const Rect rect{box.x + static_cast<float>(i % columns) * (w + kGap), box.y + head + static_cast<float>(i / columns) * (h + kGap), w, h};
    if (button(p, rect, p.word(kReasons[static_cast<std::size_t>(i)]), {.look = Look::floating, .em = 10 * k})) out = intent(model, IntentKind::choose_reason, i);
  }
  return out;
}

}  // namespace openday::ui
