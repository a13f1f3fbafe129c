// A text in the making: the field above, always in sight, its end where the next character goes; below, on the keyboard's ground,
// the phrases to tap. An on-screen keyboard takes the place of that panel or a tab of it.
#include <algorithm>

#include "kiosk/ui/screens/opinion_page.h"

namespace openday::ui {
namespace {

struct Places {
  Rect field, panel;
};

Places places(const Painter& p, Rect box) {
  const bool tight = p.theme().tight();
  if (p.theme().portrait()) {
    const float field = box.h * 0.46f - (tight ? 2.0f : 4.0f), from = box.y + field + (tight ? 5.0f : 9.0f);
    return {{box.x, box.y, box.w, field}, {box.x, from, box.w, box.bottom() - from}};
  }
  const float w = box.w * (tight ? 0.48f : 0.46f), gap = tight ? 6.0f : 14.0f;
  return {{box.x, box.y, w, box.h}, {box.x + w + gap, box.y, box.w - w - gap, box.h}};
}

const std::string& empty_word(const Model& model, const Painter& p) {
  return p.word(model.composing.what == Writing::address ? Text::opinion_address_empty : Text::opinion_empty);
}

void draw_words(const Model& model, ScreenState& state, Rect box) {
  Painter& p = state.paint;
  const Palette& c = p.color();
  const Composing& text = model.composing;
  const float k = p.theme().scale();
  p.registry().add_field();
  const TextStyle style{.em = p.theme().tight() ? p.theme().body() : 11.5f * k, .color = c.ink, .line = 1.3f};
  const float step = style.em * style.line;
  const int room = std::max(1, static_cast<int>((box.h + 0.3f) / step));
  const TextTail tail = tail_of_text(p, box.w - 1, text.text, style, room);
  if (text.text.empty()) draw_text(p, {box.x + 2, box.y, box.w - 2, box.h}, empty_word(model, p), {.em = p.theme().body(), .color = c.ink_2, .line = 1.3f, .max_lines = room > 1 ? 2 : 1});
  else draw_text(p, {box.x, box.y, box.w, std::max(box.h, step)}, tail.shown, style);
  const float y = box.y + step * static_cast<float>(std::max(tail.lines, 1) - 1);
  p.fill({box.x + tail.x + 0.4f, y + step * 0.08f, p.theme().high_contrast() ? 1.0f : 0.7f, step * 0.84f}, c.azurite);
}

// Counter, 删除, 全部清除 along the lower edge of the field.
Intent draw_field_foot(const Model& model, ScreenState& state, Rect row) {
  Painter& p = state.paint;
  const Palette& c = p.color();
  const Composing& text = model.composing;
  const float em = p.theme().secondary();
  const std::string& clear = p.word(text.clear_armed ? Text::opinion_clear_again : Text::opinion_clear);
  const TextStyle bold{.face = Face::bold, .em = em};
  const float icon = p.fonts().has_icons() ? 1.5f * em : 0;
  const float widest = std::max(text_width(p, p.word(Text::opinion_clear), bold), text_width(p, p.word(Text::opinion_clear_again), bold)) + 8;
  const float erase_w = std::min(row.w * 0.3f, text_width(p, p.word(Text::opinion_erase), bold) + icon + 10), clear_w = std::min(row.w * 0.4f, widest);
  const bool some = !text.text.empty();
  Intent out;
  if (button(p, {row.right() - clear_w, row.y, clear_w, row.h}, clear, {.look = Look::outlined, .em = em, .enabled = some, .radius = 5})) out = intent(model, IntentKind::clear_text);
  if (button(p, {row.right() - clear_w - kGap - erase_w, row.y, erase_w, row.h}, p.word(Text::opinion_erase), {.look = Look::outlined, .em = em, .icon = Icon::backspace, .enabled = some, .radius = 5}))
    out = intent(model, IntentKind::erase_last);
  const float left = row.w - clear_w - erase_w - 2 * kGap;
  const std::string count = fill_in(p.word(Text::opinion_count), {std::to_string(text.count), std::to_string(text.limit)});
  const TextStyle soft{.em = em, .color = text.full ? c.ochre : c.ink_2, .line = 1.15f, .max_lines = 2};
  const int said = measure_text(p, left, p.word(Text::opinion_full), soft).lines;
  const bool roomy = said == 1 || (said == 2 && row.h >= 2 * em * 1.15f);
  draw_text_middle(p, {row.x, row.y, left, row.h}, text.full && roomy ? p.word(Text::opinion_full) : count, soft);
  return out;
}

Intent draw_field(const Model& model, ScreenState& state, Rect rect) {
  Painter& p = state.paint;
  const Palette& c = p.color();
  p.shadow(rect, kCardRadius);
  p.outlined(rect, kCardRadius, c.paper, c.azurite, 1);
  const bool tight = p.theme().tight();
  const float pad = tight ? 4 : 8, foot = kTarget + 0.3f;
  draw_words(model, state, {rect.x + pad, rect.y + (tight ? 2 : 6), rect.w - 2 * pad, rect.h - foot - (tight ? 5 : 14)});
  return draw_field_foot(model, state, {rect.x + pad, rect.bottom() - foot - (tight ? 2 : 5), rect.w - 2 * pad, foot});
}

Intent draw_phrases(const Model& model, ScreenState& state, Rect panel) {
  Painter& p = state.paint;
  const float k = p.theme().scale();
  const auto& phrases = model.composing.phrases;
  const bool head = !p.theme().tight();
  const float head_h = head ? p.theme().body() * 1.5f : 0;
  if (head) draw_text_middle(p, {panel.x, panel.y, panel.w, head_h}, p.word(Text::opinion_phrases), {.face = Face::bold, .em = p.theme().body(), .color = p.color().ink, .max_lines = 1});
  const Rect box{panel.x, panel.y + head_h, panel.w, panel.h - head_h};
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
  Intent out;
  for (int i = 0; i < shown && state.own.list_page * shown + i < count; ++i) {
    const int index = state.own.list_page * shown + i;
    if (option(p, cell(i), phrases[static_cast<std::size_t>(index)], false, p.theme().body())) out = intent(model, IntentKind::add_phrase, index);
  }
  if (turns && rows * columns > 1 && button(p, cell(rows * columns - 1), p.word(Text::opinion_more), {.look = Look::outlined, .em = p.theme().body(), .icon = Icon::chevron_right, .icon_behind = true, .radius = 5}))
    state.own.list_page = (state.own.list_page + 1) % pages;
  return out;
}

}  // namespace

Intent draw_compose(const Model& model, ScreenState& state) {
  Painter& p = state.paint;
  const Composing& text = model.composing;
  const bool address = text.what == Writing::address, comment = text.what == Writing::comment || text.what == Writing::answer;
  const std::string& title = p.word(address ? Text::opinion_address_title : comment ? Text::opinion_comment : Text::opinion_title);
  std::string below = text.about.empty() || address ? std::string() : fill_in(p.word(Text::opinion_about), {text.about});
  if (model.staff_mode) below += (below.empty() ? "" : " · ") + p.word(Text::opinion_by_staff);
  const WayOn on{p.word(Text::opinion_written), IntentKind::text_written, !text.text.empty() || comment, Icon::check};
  auto page = begin_opinion_page(model, state, title, below, on);
  Intent out = page.intent;
  const Places at = places(p, page.box);
  if (Intent did = draw_field(model, state, at.field)) out = did;
  if (address) draw_text(p, at.panel.inset(0, p.theme().tight() ? 0 : 6), p.word(Text::opinion_address_hint), {.em = p.theme().body(), .color = p.color().ink});
  else if (Intent did = draw_phrases(model, state, at.panel)) out = did;
  return out;
}

}  // namespace openday::ui
