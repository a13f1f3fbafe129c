// Candidates: a strip of those that fit, and a page of them in place of the keys.
#include <algorithm>
#include <cmath>

#include "kiosk/base/utf8.h"
#include "kiosk/ui/widgets/keyboard_parts.h"

namespace openday::ui {
namespace {

constexpr float kPad = 6.4f;   // beside a candidate in the strip

TextStyle style_of(const Painter& p, bool best) {
  return {.face = best ? Face::bold : Face::regular, .em = 12 * p.theme().scale(), .color = best ? p.color().azurite : p.color().ink, .align = Align::centre, .max_lines = 1};
}

// Shrinks a long one before it is shortened.
TextStyle fitted(const Painter& p, std::string_view text, TextStyle style, float width, float height) {
  style.em = std::max(p.theme().secondary(), std::min(style.em, height * 0.8f));
  style.em = fitting_em(p, width, text, style, {style.em, std::max(p.theme().secondary(), style.em * 0.9f), p.theme().secondary()});
  return style;
}

void draw_separator(Painter& p, float x, Rect strip) { p.fill({x - 0.2f, strip.y, p.theme().high_contrast() ? 0.6f : 0.4f, strip.h}, p.color().line); }

void draw_strip_ground(Painter& p, Rect strip) {
  p.shadow(strip, 4);
  if (p.theme().high_contrast()) p.outlined(strip, 4, p.color().paper, p.color().ink, p.theme().outline());
  else p.fill_round(strip, 4, p.color().paper);
}

// The arrow at the right end: all candidates, and back to the keys.
Intent draw_unfold(const Model& model, ScreenState& state, Rect cell) {
  Painter& p = state.paint;
  const bool spread = model.keyboard.spread;
  const std::string& word = p.word(spread ? Text::keyboard_fold : Text::keyboard_spread);
  const bool tapped = p.target(cell, word);
  if (p.held()) p.fill_round(cell.inset(1), 3, p.color().azurite_4);
  if (p.fonts().has_icons()) draw_icon(p, spread ? Icon::expand_less : Icon::expand_more, {cell.cx(), cell.cy()}, 11 * p.theme().scale(), p.color().azurite);
  else draw_text_middle(p, cell, word, {.em = p.theme().secondary(), .color = p.color().azurite, .align = Align::centre, .max_lines = 1});
  return tapped ? intent(model, IntentKind::spread_candidates) : Intent{};
}

// While the candidates stand below, the strip says what they belong to: the end of it, where it is long.
void draw_keys_typed(Painter& p, Rect box, std::string_view keys) {
  const TextStyle style{.em = std::max(p.theme().secondary(), std::min(11 * p.theme().scale(), box.h * 0.7f)), .color = p.color().azurite, .max_lines = 1};
  std::string shown(keys);
  while (!shown.empty() && text_width(p, shown, style) > box.w - 2 * kPad) shown.erase(0, base::first_code_points(shown, 1).size());
  draw_text_middle(p, box.inset(kPad, 0), shown, style);
}

Intent draw_turn_keys(const Model& model, ScreenState& state, Rect row, std::size_t shown) {
  Painter& p = state.paint;
  const Keyboard& keyboard = model.keyboard;
  auto& turned = state.own.keyboard.turned;
  const float w = (row.w - kGap) / 2;
  const std::size_t next = keyboard.first + shown;
  Intent out;
  const auto key = [&](Rect rect, Text word, bool on) {
    if (on) return word_key(p, rect, p.word(word), KeyLook::function);
    p.fill_round(rect, kKeyRadius, p.theme().high_contrast() ? p.color().paper : mix(p.color().silk_2, p.color().dot, 0.12f));
    return false;
  };
  if (key({row.x, row.y, w, row.h}, Text::keyboard_previous, keyboard.first > 0)) {
    const std::size_t before = turned.empty() ? keyboard.first - std::min(keyboard.first, shown) : turned.back();
    if (!turned.empty()) turned.pop_back();
    out = intent(model, IntentKind::turn_candidates, static_cast<int>(before));
  }
  if (key({row.x + w + kGap, row.y, w, row.h}, Text::keyboard_next, next < keyboard.total && shown > 0)) {
    turned.push_back(keyboard.first);
    out = intent(model, IntentKind::turn_candidates, static_cast<int>(next));
  }
  return out;
}

}  // namespace

Intent draw_candidate_strip(const Model& model, ScreenState& state, Rect strip) {
  Painter& p = state.paint;
  const Keyboard& keyboard = model.keyboard;
  draw_strip_ground(p, strip);
  p.number_targets_from(kCandidateTargets);
  if (keyboard.candidates.empty()) {
    const Text hint = keyboard.mode == KeyboardMode::nine_key ? Text::keyboard_nine_key_hint : keyboard.mode == KeyboardMode::stroke ? Text::keyboard_stroke_hint : Text::keyboard_pinyin_hint;
    const float em = p.theme().secondary();
    if (keyboard.keys.empty() && text_width(p, p.word(hint), {.em = em}) <= strip.w - 8)
      draw_text_middle(p, strip.inset(4, 0), p.word(hint), {.em = em, .color = p.color().ink_2, .max_lines = 1});
    return {};
  }
  const float arrow = std::max(kLeastKey, std::min(22.0f, strip.w * 0.12f)), end = strip.right() - arrow - kGap;
  Intent out;
  float x = strip.x;
  for (std::size_t i = 0; i < keyboard.candidates.size() && !keyboard.spread; ++i) {
    const std::string& text = keyboard.candidates[i];
    TextStyle style = style_of(p, keyboard.first + i == 0);
    style.em = std::max(p.theme().secondary(), std::min(style.em, strip.h * 0.8f));
    const float w = std::max(text_width(p, text, style) + 2 * kPad, kLeastKey + kGap), room = end - x;
    if (i > 0 && w > room) break;
    const Rect cell{x, strip.y, std::min(w, room), strip.h}, touch{x + (i > 0 ? kGap / 2 : 0), strip.y, cell.w - (i > 0 ? kGap : kGap / 2), strip.h};
    if (p.target(touch, text)) out = intent(model, IntentKind::choose_candidate, static_cast<int>(keyboard.first + i));
    if (p.held()) p.fill_round(cell.inset(1), 3, p.color().azurite_4);
    draw_text_middle(p, {cell.x + 2, cell.y, cell.w - 4, cell.h}, text, fitted(p, text, style, cell.w - 4, strip.h));
    if (i > 0) draw_separator(p, x, strip);
    x += cell.w;
  }
  if (keyboard.spread) draw_keys_typed(p, {strip.x, strip.y, end - strip.x, strip.h}, keyboard.keys);
  if (Intent did = draw_unfold(model, state, {strip.right() - arrow, strip.y, arrow, strip.h})) out = did;
  draw_separator(p, strip.right() - arrow, strip);
  return out;
}

Intent draw_candidate_cells(const Model& model, ScreenState& state, Rect box, float wished, std::size_t& shown) {
  Painter& p = state.paint;
  const Keyboard& keyboard = model.keyboard;
  const float k = p.theme().scale();
  const int rows = std::max(1, static_cast<int>((box.h + kGap + 0.2f) / (wished + kGap))), columns = std::max(1, static_cast<int>((box.w + kGap + 0.2f) / (std::max(kLeastKey, 20 * k) + kGap)));
  const float h = (box.h + kGap) / static_cast<float>(rows) - kGap, pitch = (box.w + kGap) / static_cast<float>(columns);
  p.number_targets_from(kCandidateTargets);
  Intent out;
  int row = 0, column = 0;
  for (shown = 0; shown < keyboard.candidates.size(); ++shown) {
    const std::string& text = keyboard.candidates[shown];
    TextStyle style = style_of(p, keyboard.first + shown == 0);
    const int span = std::clamp(static_cast<int>(std::ceil((text_width(p, text, style) + 4 + kGap) / pitch)), 1, columns);
    if (column + span > columns) ++row, column = 0;
    if (row >= rows) break;
    const Rect cell{box.x + static_cast<float>(column) * pitch, box.y + static_cast<float>(row) * (h + kGap), static_cast<float>(span) * pitch - kGap, h};
    if (p.target(cell, text)) out = intent(model, IntentKind::choose_candidate, static_cast<int>(keyboard.first + shown));
    draw_key_surface(p, cell, KeyLook::letter, p.held());
    draw_text_middle(p, cell.inset(1, 0), text, fitted(p, text, style, cell.w - 2, cell.h));
    column += span;
  }
  return out;
}

Intent draw_candidate_page(const Model& model, ScreenState& state, Rect box) {
  const float row = std::clamp((box.h + kGap) / 5 - kGap, 15.1f, 23 * state.paint.theme().scale());
  std::size_t shown = 0;
  Intent out = draw_candidate_cells(model, state, {box.x, box.y, box.w, box.h - row - kGap}, row, shown);
  if (Intent did = draw_turn_keys(model, state, {box.x, box.bottom() - row, box.w, row}, shown)) out = did;
  return out;
}

}  // namespace openday::ui
