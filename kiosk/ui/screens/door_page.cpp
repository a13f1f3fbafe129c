#include "kiosk/ui/screens/door_page.h"

#include <algorithm>

#include "kiosk/ui/widgets/frame.h"
#include "kiosk/ui/widgets/scenery.h"

namespace openday::ui {
namespace {

// The foot of a staff page is one button; of a public one the quiet row.
DoorPage frame_for(const Model& model, ScreenState& state) {
  Painter& p = state.paint;
  const bool tight = p.theme().tight();
  const float k = p.theme().scale(), W = p.theme().width(), H = p.theme().height();
  DoorPage out;
  if (model.staff_mode) {
    draw_silk(state);
    draw_staff_frame(model, state);
    const float m = tight ? 8 : 14, back_h = (tight ? 16 : 22) * std::max(1.0f, k * 0.85f), top = staff_strip_height(p) + (tight ? 3 : 10);
    const Rect back{m, H - (tight ? 6 : 10) - back_h, std::min(W - 2 * m, 70 * k), back_h};
    if (button(p, back, p.word(Text::door_back), {.look = Look::outlined, .em = 10 * k, .icon = Icon::arrow_back})) out.intent = intent(model, IntentKind::go_home);
    out.box = {m, top, W - 2 * m, back.y - kGap - (tight ? 0 : 4) - top};
    return out;
  }
  if (tight) draw_silk(state);
  else draw_low_hills(state);
  draw_strip(model, state);
  const unsigned quiet = tight ? kQuietHome | kQuietPrivacy | kQuietHelp : kQuietHome | kQuietSwitches | kQuietPrivacy | kQuietHelp;
  const auto foot = draw_foot(model, state, quiet, tight ? QuietGround::none : QuietGround::card, p.color().ink);
  const Rect page = column(p);
  const float top = strip_height(p) + (tight ? 0 : 4);
  out.intent = foot.intent;
  out.box = {page.x, top, page.w, foot.top - (tight ? kGap : 10) - top};
  return out;
}

}  // namespace

DoorPage begin_door_page(const Model& model, ScreenState& state, const std::string& title, const std::string& below, float share) {
  Painter& p = state.paint;
  const Palette& c = p.color();
  const float k = p.theme().scale();
  const bool tight = p.theme().tight();
  DoorPage page = frame_for(model, state);
  page.whole = page.box;
  const float w = page.box.w * share;
  TextStyle head{.face = Face::serif, .color = c.ink, .line = 1.25f, .max_lines = 2, .balanced = true};
  head.em = fitting_em(p, w, title, head, {(tight ? 14.0f : 20.0f) * k, 16 * k, 14 * k, 13 * k});
  float y = page.box.y + draw_text(p, {page.box.x, page.box.y, w, head.em * 2.6f}, title, head).height;
  if (!below.empty()) {
    const TextStyle said{.em = tight && model.staff_mode ? p.theme().staff() : p.theme().body(), .color = c.ink, .max_lines = 2};
    y += draw_text(p, {page.box.x, y + 1, w, said.em * kLineSpacing * 2}, below, said).height + 1;
  }
  y += tight ? 3 : 8;
  page.box = {page.box.x, y, page.box.w, page.box.bottom() - y};
  return page;
}

int draw_stepper(Painter& p, Rect row, int value, int least, int most) {
  const float k = p.theme().scale(), w = std::min(row.w * 0.3f, 44 * k);
  if (button(p, {row.x, row.y, w, row.h}, "−", {.look = Look::floating, .em = 14 * k, .enabled = value > least})) --value;
  if (button(p, {row.right() - w, row.y, w, row.h}, "+", {.look = Look::floating, .em = 14 * k, .enabled = value < most})) ++value;
  draw_text_middle(p, {row.x + w, row.y, row.w - 2 * w, row.h}, std::to_string(value), {.face = Face::bold, .em = std::min(16 * k, row.h * 0.8f), .color = p.color().ink, .align = Align::centre});
  return value;
}

}  // namespace openday::ui
