// Above every page: the visit is about to end; staff were called (and the staff's own way in).
#include <algorithm>

#include "kiosk/ui/screens/screens.h"
#include "kiosk/ui/widgets/frame.h"
#include "kiosk/ui/widgets/marks.h"

namespace openday::ui {
namespace {

constexpr int kIdleSeconds = 20;

Rect dialog(Painter& p, float height) {
  const Palette& c = p.color();
  p.fill(p.panel(), faded(c.ink, 0.62f));
  const float width = std::min(column(p).w, 236 * p.theme().scale());
  height = std::min(height, p.theme().height() - 12);
  const Rect rect{p.theme().width() / 2 - width / 2, (p.theme().height() - height) / 2, width, height};
  if (p.theme().high_contrast()) p.outlined(rect, kCardRadius, c.paper, c.ink, 1.2f);
  else p.fill_round(rect, kCardRadius, c.paper);
  return rect;
}

TextStyle title_style(const Painter& p, float width, const std::string& text) {
  const float k = p.theme().scale();
  TextStyle style{.face = Face::serif, .color = p.color().ink, .align = Align::centre, .line = 1.25f, .max_lines = 2, .balanced = true, .tight_marks = true};
  style.em = fitting_em(p, width, text, style, {18 * k, 16 * k, 13 * k});
  return style;
}

Intent draw_idle(const Model& model, ScreenState& state) {
  Painter& p = state.paint;
  const Palette& c = p.color();
  const float k = p.theme().scale();
  const bool tight = p.theme().tight();
  const Rect rect = dialog(p, tight ? p.theme().height() - 12 : 168 * std::max(1.0f, k * 0.85f));
  const Rect inner = rect.inset(8);
  const float ring = tight ? 16 : 40;
  float y = inner.y;
  draw_countdown(p, {inner.cx(), y + ring / 2}, ring, *model.idle_seconds_left, kIdleSeconds, c.malachite, c.malachite_4, c.ink);
  y += ring + 3;
  const std::string& head = p.word(Text::idle_title);
  const TextStyle title = title_style(p, inner.w, head);
  y += draw_text(p, {inner.x, y, inner.w, title.em * 1.25f * 2}, head, title).height + 2;
  const float main_h = (tight ? 24 : 36) * std::max(1.0f, k * 0.85f), end_h = (tight ? 17 : 22) * std::max(1.0f, k * 0.85f);
  const float buttons_y = inner.bottom() - main_h - kGap - end_h;
  if (y + p.theme().body() * 1.3f < buttons_y) draw_text(p, {inner.x, y, inner.w, buttons_y - y - 1}, p.word(Text::idle_text), {.em = p.theme().body(), .color = c.ink_2, .align = Align::centre, .balanced = true});
  Intent out;
  if (button(p, {inner.x, buttons_y, inner.w, main_h}, p.word(Text::idle_continue), {.look = Look::main, .em = 15 * k})) out = intent(model, IntentKind::continue_visit);
  if (button(p, {inner.x, inner.bottom() - end_h, inner.w, end_h}, p.word(Text::idle_end), {.look = Look::outlined, .em = p.theme().body()})) out = intent(model, IntentKind::go_home);
  return out;
}

Intent draw_help(const Model& model, ScreenState& state) {
  Painter& p = state.paint;
  const Palette& c = p.color();
  const float k = p.theme().scale();
  const bool tight = p.theme().tight();
  const bool phone = !model.bureau_phone.empty();
  const Rect rect = dialog(p, tight ? p.theme().height() - 12 : (phone ? 192 : 176) * std::max(1.0f, k * 0.85f));
  const Rect inner = rect.inset(8);
  const float icon = p.fonts().has_icons() ? (tight ? (p.theme().portrait() ? 18.0f : 0.0f) : 32.0f) : 0;
  float y = inner.y + (tight ? 0 : 4);
  draw_icon(p, Icon::hand, {inner.cx(), y + icon / 2}, icon, c.azurite);
  y += icon + 4;
  const std::string& head = p.word(Text::help_title);
  const TextStyle title = title_style(p, inner.w, head);
  y += draw_text(p, {inner.x, y, inner.w, title.em * 1.25f * 2}, head, title).height + 2;
  const float main_h = (tight ? 24 : 34) * std::max(1.0f, k * 0.85f), staff_h = (tight ? 17 : 22) * std::max(1.0f, k * 0.85f);
  const float buttons_y = inner.bottom() - main_h - kGap - staff_h;
  const TextStyle said{.em = p.theme().body(), .color = c.ink, .align = Align::centre, .max_lines = 3, .balanced = true};
  if (y + said.em * 1.3f < buttons_y) y += draw_text(p, {inner.x, y, inner.w, std::max(said.em * 1.35f, buttons_y - y - (phone ? said.em * 1.5f : 1))}, p.word(Text::help_text), said).height + 1;
  if (phone && y + said.em * 1.35f < buttons_y)
    draw_text(p, {inner.x, y, inner.w, buttons_y - y}, fill_in(p.word(Text::help_phone), {model.bureau_phone}), {.face = Face::bold, .em = said.em, .color = c.ink, .align = Align::centre, .max_lines = 2, .balanced = true});
  Intent out;
  if (button(p, {inner.x, buttons_y, inner.w, main_h}, p.word(Text::help_close), {.look = Look::main, .em = 13 * k})) out = intent(model, IntentKind::dismiss_help);
  if (button(p, {inner.x, inner.bottom() - staff_h, inner.w, staff_h}, p.word(Text::help_staff), {.look = Look::outlined, .em = p.theme().secondary(), .icon = Icon::lock})) out = intent(model, IntentKind::open_staff_gate);
  return out;
}

}  // namespace

bool has_overlay(const Model& model) { return model.idle_seconds_left.has_value() || model.help_called; }

Intent draw_overlay(const Model& model, ScreenState& state) {
  return model.idle_seconds_left ? draw_idle(model, state) : draw_help(model, state);
}

}  // namespace openday::ui
