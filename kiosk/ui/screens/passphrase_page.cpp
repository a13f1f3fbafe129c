#include "kiosk/ui/screens/passphrase_page.h"

#include <algorithm>

#include "kiosk/ui/screens/typing_page.h"
#include "kiosk/ui/widgets/keyboard.h"
#include "kiosk/ui/widgets/typed_text.h"

namespace openday::ui {

Intent draw_passphrase_page(const Model& model, ScreenState& state, const PassphraseForm& form) {
  Painter& p = state.paint;
  const Palette& c = p.color();
  TypingFrame frame;
  frame.title = form.title;
  frame.below = form.below;
  frame.on = {form.on, form.kind, form.icon, true, false};
  frame.content_least = 20 * p.theme().scale();
  const TypingPage page = begin_typing_page(model, state, frame);
  Intent out = page.intent;
  const float h = std::min(page.content.h, 30 * p.theme().scale()), em = std::max(p.theme().body(), std::min(15 * p.theme().scale(), h * 0.5f));
  const Rect field{page.content.x, page.content.y, page.content.w, h};
  p.shadow(field, kCardRadius);
  p.outlined(field, kCardRadius, c.paper, form.wrong ? c.cinnabar : c.azurite, 1);
  const float line = em * kLineSpacing;
  draw_typed_text(p, {field.x + 8, field.cy() - line / 2, field.w - 16, line}, {.text = form.typed, .keys = model.keyboard.keys, .empty = form.empty, .em = em});
  const bool chooses = !model.keyboard.keys.empty() || !model.keyboard.ink.empty();
  if (const Intent did = draw_keyboard(model, state, page.panel, {chooses ? std::string() : form.enter})) out = did;
  return out;
}

}  // namespace openday::ui
