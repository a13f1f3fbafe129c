#include "kiosk/ui/screens/opinion_page.h"

#include <algorithm>

#include "kiosk/ui/widgets/frame.h"
#include "kiosk/ui/widgets/scenery.h"

namespace openday::ui {
namespace {

constexpr unsigned kQuiet = kQuietSwitches | kQuietPrivacy | kQuietHelp;

Intent draw_way(const Model& model, Painter& p, Rect row, const WayOn& on) {
  const float k = p.theme().scale();
  const bool armed = model.opinion.leave_armed, saving = model.opinion.saving;
  const float back_w = on.label.empty() ? row.w : std::max(row.w * 0.32f, 30.0f);
  const std::string& word = p.word(armed ? Text::opinion_leave_again : Text::opinion_back);
  Intent out;
  if (button(p, {row.x, row.y, back_w, row.h}, word, {.look = Look::floating, .em = p.theme().body(), .icon = armed ? std::nullopt : std::optional(Icon::arrow_back), .enabled = !saving}))
    out = intent(model, IntentKind::opinion_back);
  if (on.label.empty()) return out;
  const ButtonStyle style{.look = on.enabled ? Look::main : Look::outlined, .em = 13 * k, .icon = on.enabled ? std::optional(on.icon) : std::nullopt, .icon_behind = true, .enabled = on.enabled};
  if (button(p, {row.x + back_w + kGap, row.y, row.w - back_w - kGap, row.h}, on.label, style)) out = intent(model, on.kind);
  return out;
}

}  // namespace

OpinionPage begin_opinion_page(const Model& model, ScreenState& state, const std::string& title, const std::string& below, const WayOn& on) {
  Painter& p = state.paint;
  const Palette& c = p.color();
  const bool tight = p.theme().tight();
  const float k = p.theme().scale();
  if (tight || model.staff_mode) draw_silk(state);
  else draw_low_hills(state);
  const Rect page = column(p);
  const QuietGround ground = tight ? QuietGround::none : QuietGround::card;
  const float foot_y = model.staff_mode ? p.theme().height() - (tight ? 5.0f : 12.0f) : foot_top(model, p, kQuiet, ground);
  const float row_h = (tight ? (p.theme().portrait() ? 20 : 17) : 30) * std::max(1.0f, k * 0.85f), row_y = foot_y - (tight ? kGap : 8) - row_h;
  const float top = model.staff_mode ? staff_strip_height(p) + (tight ? 2 : 6) : strip_height(p);
  OpinionPage out;
  TextStyle head{.face = Face::serif, .color = c.ink, .line = 1.25f, .max_lines = 1};
  const float below_w = below.empty() || !tight ? 0 : std::min(page.w * 0.45f, text_width(p, below, {.em = p.theme().secondary()}) + 1);
  head.em = fitting_em(p, page.w - below_w, title, head, {(tight ? 13.0f : 20.0f) * k, 16 * k, 14 * k, 13 * k, 10 * k});
  float y = top + (tight ? 0 : 2);
  const float head_h = head.em * 1.3f;
  if (model.staff_mode) draw_staff_frame(model, state);
  else draw_strip(model, state);
  if (!model.staff_mode) out.intent = draw_foot(model, state, kQuiet, ground, c.ink).intent;
  draw_text(p, {page.x, y, page.w - below_w, head_h}, title, head);
  if (below_w > 0) draw_text_middle(p, {page.right() - below_w, y, below_w, head_h}, below, {.em = p.theme().secondary(), .color = c.ink_2, .align = Align::right, .max_lines = 1});
  y += head_h;
  if (!below.empty() && !tight) y += draw_text(p, {page.x, y, page.w, p.theme().body() * kLineSpacing}, below, {.em = p.theme().body(), .color = c.ink_2, .max_lines = 1}).height;
  y += tight ? 1 : 4;
  if (Intent did = draw_way(model, p, {page.x, row_y, page.w, row_h}, on)) out.intent = did;
  out.box = {page.x, y, page.w, row_y - (tight ? kGap : 8) - y};
  return out;
}

}  // namespace openday::ui
