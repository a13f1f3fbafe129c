// A text in the making: the field, always in sight, its end where the next character goes; the keyboard with its phrases below or beside.
#include <algorithm>
#include <cmath>

#include "kiosk/ui/screens/typing_page.h"
#include "kiosk/ui/widgets/keyboard.h"
#include "kiosk/ui/widgets/typed_text.h"

namespace openday::ui {
namespace {

float action_width(const Painter& p, const std::string& label) {
  return std::max(kTarget, text_width(p, label, {.em = p.theme().secondary()}) + (p.fonts().has_icons() ? 9 * p.theme().scale() + 1.4f : 0) + 0.4f);
}

// A small action in the foot of the field; as wide as its words, from the right edge, or its icon alone. Moves the edge.
bool foot_action(Painter& p, float& right, Rect row, Icon icon, const std::string& label, bool icon_alone, Color color) {
  const float em = p.theme().secondary(), icon_em = p.fonts().has_icons() ? 9 * p.theme().scale() : 0, gap = icon_em > 0 ? 1.4f : 0;
  const float words = text_width(p, label, {.em = em}) + 0.4f;
  const bool alone = icon_alone && icon_em > 0;
  const float w = alone ? kTarget : action_width(p, label);
  const Rect rect{right - w, row.y, w, row.h};
  right = rect.x - kGap;
  const bool tapped = p.target(rect, label);
  const Color ink = p.held() ? mix(color, p.color().azurite_2, 0.5f) : color;
  if (alone) draw_icon(p, icon, {rect.cx(), rect.cy()}, icon_em, ink);
  else draw_icon_text(p, rect.right() - icon_em - gap - words, rect.cy(), icon_em + gap + words + 0.4f, {icon, label, {.em = em, .color = ink}, ink, icon_em, gap});
  return tapped;
}

// Phrases go one by one; where there are keys, their erase key does it.
bool erases_in_field(const Model& model) { return model.keyboard.modes.empty() || model.keyboard.mode == KeyboardMode::phrases; }

// Counter, 删除, 全部清除.
Intent draw_field_foot(const Model& model, ScreenState& state, Rect row, bool icons) {
  Painter& p = state.paint;
  const Palette& c = p.color();
  const Composing& text = model.composing;
  const bool some = !text.text.empty() || !model.keyboard.keys.empty();
  float right = row.right();
  Intent out;
  if (some && foot_action(p, right, row, Icon::remove, p.word(text.clear_armed ? Text::opinion_clear_again : Text::opinion_clear), icons && !text.clear_armed, text.clear_armed ? c.ochre : c.ink_2)) out = intent(model, IntentKind::clear_text);
  if (some && erases_in_field(model) && foot_action(p, right, row, Icon::backspace, p.word(Text::opinion_erase), icons, c.ink_2)) out = intent(model, IntentKind::erase_last);
  const float left = right - row.x;
  const std::string count = fill_in(p.word(Text::opinion_count), {std::to_string(text.count), std::to_string(text.limit)});
  const TextStyle soft{.em = p.theme().secondary(), .color = text.full ? c.ochre : c.ink_2, .line = 1.15f, .max_lines = 2};
  const int said = measure_text(p, left, p.word(Text::opinion_full), soft).lines;
  const bool roomy = said == 1 || (said == 2 && row.h >= 2 * soft.em * 1.15f);
  const std::string& shown = text.full && roomy ? p.word(Text::opinion_full) : count;
  if (shown != count || text_width(p, count, soft) <= left) draw_text_middle(p, {row.x, row.y, left, row.h}, shown, soft);
  return out;
}

TypedText words_of(const Model& model, const Painter& p) {
  const bool tight = p.theme().tight();
  return {.text = model.composing.text, .keys = model.keyboard.keys, .empty = p.word(model.composing.what == Writing::name ? Text::walkin_name_empty : model.composing.what == Writing::address ? Text::opinion_address_empty : Text::opinion_empty),
          .em = tight ? p.theme().body() : 12 * p.theme().scale(), .line = tight ? 1.3f : 1.4f};
}

Intent draw_field(const Model& model, ScreenState& state, Rect rect) {
  Painter& p = state.paint;
  const Palette& c = p.color();
  p.shadow(rect, kCardRadius);
  p.outlined(rect, kCardRadius, c.paper, c.azurite, 1);
  const bool tight = p.theme().tight();
  const TypedText words = words_of(model, p);
  const float pad = tight ? 4 : 8, foot = kTarget + 0.3f, step = words.em * words.line;
  if (rect.h >= step + foot + 4) {
    const float top = tight ? 2 : 6, below = tight ? 1 : 4;
    draw_typed_text(p, {rect.x + pad, rect.y + top, rect.w - 2 * pad, rect.h - foot - top - below - 1}, words);
    const float actions = action_width(p, p.word(model.composing.clear_armed ? Text::opinion_clear_again : Text::opinion_clear)) + (erases_in_field(model) ? kGap + action_width(p, p.word(Text::opinion_erase)) : 0);
    return draw_field_foot(model, state, {rect.x + pad, rect.bottom() - foot - below, rect.w - 2 * pad, foot}, actions > rect.w - 2 * pad);
  }
  // One row on the smallest panels: the text, and to clear it behind.
  const bool erases = erases_in_field(model);
  float actions = action_width(p, p.word(model.composing.clear_armed ? Text::opinion_clear_again : Text::opinion_clear)) + (erases ? kGap + action_width(p, p.word(Text::opinion_erase)) : 0);
  const bool icons = actions > rect.w * 0.45f;
  if (icons && !model.composing.clear_armed) actions = erases ? 2 * kTarget + kGap : kTarget;
  else if (icons) actions = std::min(rect.w - 2 * pad - 12, actions);
  const float lines = std::max(1.0f, std::floor((rect.h - 2) / step));
  draw_typed_text(p, {rect.x + pad, rect.y + (rect.h - lines * step) / 2, rect.w - 2 * pad - actions - 2, lines * step}, words);
  return draw_field_foot(model, state, {rect.right() - pad - actions, rect.cy() - foot / 2, actions, foot}, icons);
}

}  // namespace

Intent draw_compose(const Model& model, ScreenState& state) {
  Painter& p = state.paint;
  const Composing& text = model.composing;
  const bool address = text.what == Writing::address, named = text.what == Writing::name, comment = text.what == Writing::comment || text.what == Writing::answer;
  TypingFrame frame;
  frame.title = p.word(named ? Text::walkin_name_title : address ? Text::opinion_address_title : comment ? Text::opinion_comment : Text::opinion_title);
  if (address) frame.below = model.keyboard.modes.empty() ? std::string() : p.word(Text::opinion_address_hint);
  else if (!text.about.empty()) frame.below = fill_in(p.word(Text::opinion_about), {text.about});
  if (model.staff_mode && !named) frame.below += (frame.below.empty() ? "" : " · ") + p.word(Text::opinion_by_staff);
  if (model.opinion.leave_armed) frame.back.label = p.word(Text::opinion_leave_again);
  frame.on = {p.word(Text::opinion_written), IntentKind::text_written, Icon::check, !text.text.empty() || !model.keyboard.keys.empty() || comment || named, true, Look::main};
  frame.content_least = 22 * p.theme().scale();
  TypingPage page = begin_typing_page(model, state, frame);
  const auto take = [&page](Intent did) {
    if (did) page.intent = std::move(did);
  };
  take(draw_field(model, state, page.content));
  if (address && model.keyboard.modes.empty()) draw_text(p, page.panel.inset(8, 4), p.word(Text::opinion_address_hint), {.em = p.theme().body(), .color = p.color().ink});
  else take(draw_keyboard(model, state, page.panel));
  return page.intent;
}

}  // namespace openday::ui
