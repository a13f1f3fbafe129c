// Out of service: what is wrong, that the records are safe, what to do meanwhile; the paper form takes over.
#include <algorithm>
#include <array>

#include "kiosk/ui/screens/screens.h"
#include "kiosk/ui/widgets/frame.h"
#include "kiosk/ui/widgets/marks.h"
#include "kiosk/ui/widgets/scenery.h"

namespace openday::ui {
namespace {

Text reason_for(Trouble trouble) {
  switch (trouble) {
    case Trouble::disk_full: return Text::trouble_disk_full;
    case Trouble::disk_failing: return Text::trouble_disk_failing;
    case Trouble::database_newer: return Text::trouble_database_newer;
    case Trouble::database_damaged: return Text::trouble_database_damaged;
    case Trouble::database_locked: return Text::trouble_database_locked;
    case Trouble::no_plan: return Text::trouble_no_plan;
    case Trouble::plan_broken: return Text::trouble_plan_broken;
    case Trouble::not_signed: return Text::trouble_not_signed;
    case Trouble::no_font: return Text::trouble_no_font;
    case Trouble::other: return Text::trouble_other;
  }
  return Text::trouble_other;
}

struct Step {
  Text head, text;
};
constexpr std::array kSteps{Step{Text::paper_1, Text::paper_1_text}, Step{Text::paper_2, Text::paper_2_text}, Step{Text::paper_3, Text::paper_3_text}};

void draw_steps(Painter& p, Rect rect) {
  draw_card(p, rect);
  const Palette& c = p.color();
  const float k = p.theme().scale(), step = (rect.h - 8) / 3, r = std::min(9.0f * k, step * 0.4f);
  const Rect inner = rect.inset(9, 4);
  float y = inner.y;
  int number = 1;
  for (const Step& s : kSteps) {
    p.circle({inner.x + r, y + step / 2}, r, c.ochre);
    draw_text_middle(p, {inner.x, y, 2 * r, step}, std::to_string(number++), {.face = Face::bold, .em = r * 1.2f, .color = c.white, .align = Align::centre});
    const float x = inner.x + 2 * r + kGap, w = inner.right() - x, small = p.theme().secondary();
    const float em = fitting_em(p, w, p.word(s.head), {.face = Face::bold}, {11.5f * k, p.theme().body(), p.theme().secondary()});
    const bool both = em * 1.3f + small * 1.35f <= step;
    const float top = y + (step - em * 1.3f - (both ? small * 1.3f : 0)) / 2;
    draw_text(p, {x, top, w, em * 1.3f}, p.word(s.head), {.face = Face::bold, .em = em, .color = c.ink, .line = 1.3f, .max_lines = 1});
    if (both) draw_text(p, {x, top + em * 1.3f, w, small * 1.3f}, p.word(s.text), {.em = small, .color = c.ink_2, .line = 1.3f, .max_lines = 1});
    y += step;
  }
}

void draw_safe(const Model& model, Painter& p, Rect rect) {
  draw_card(p, rect);
  const Palette& c = p.color();
  const float k = p.theme().scale(), icon = p.fonts().has_icons() ? std::min(18 * k, rect.h * 0.6f) : 0;
  draw_icon(p, Icon::verified, {rect.x + 9 + icon / 2, rect.cy()}, icon, c.malachite);
  const std::string head = model.trouble.saved > 0 ? fill_in(p.word(Text::trouble_saved), {std::to_string(model.trouble.saved)}) : p.word(Text::trouble_safe);
  const float x = rect.x + 9 + icon + (icon > 0 ? kGap : 0), w = rect.right() - 6 - x, body = p.theme().body(), small = p.theme().secondary();
  const TextStyle strong{.face = Face::bold, .em = body, .color = c.ink, .line = 1.25f, .max_lines = 2, .balanced = true};
  const float head_h = measure_text(p, w, head, strong).height;
  const bool both = head_h + small * 1.3f <= rect.h - 2;
  const float top = rect.cy() - (head_h + (both ? small * 1.3f : 0)) / 2;
  draw_text(p, {x, top, w, head_h + 0.5f}, head, strong);
  if (both) draw_text(p, {x, top + head_h, w, small * 1.35f}, p.word(Text::trouble_safe_text), {.em = small, .color = c.ink_2, .line = 1.3f, .max_lines = 1});
}

}  // namespace

Intent draw_out_of_service(const Model& model, ScreenState& state) {
  Painter& p = state.paint;
  const Palette& c = p.color();
  if (p.theme().tight()) draw_silk(state);
  else draw_low_hills(state);
  draw_strip(model, state);
  const auto foot = draw_foot(model, state, kQuietSwitches | kQuietPrivacy, p.theme().tight() ? QuietGround::none : QuietGround::card, c.ink);
  const Rect page = column(p);
  const float H = p.theme().height(), k = p.theme().scale(), top = strip_height(p) + (p.theme().tight() ? 0 : 6);
  const bool portrait = p.theme().portrait(), tight = H < (portrait ? 360 : 220) * k;
  const Rect head = portrait ? page : Rect{page.x, 0, (page.w - 14) * 0.46f, H};
  const Rect body = portrait ? page : Rect{page.x + head.w + 14, 0, page.w - head.w - 14, H};
  const float buttons_h = (tight ? 22 : 30) * std::max(1.0f, k * 0.85f), bottom = foot.top - (tight ? kGap : portrait ? 14 : 8), buttons_y = bottom - buttons_h;
  const std::string& title_words = p.word(Text::paper_title);
  TextStyle title{.face = Face::serif, .color = c.ink, .align = Align::centre, .line = 1.25f, .max_lines = 2, .balanced = true};
  title.em = fitting_em(p, head.w, title_words, title, {(tight ? 16.0f : 24.0f) * k, 20 * k, 16 * k, 13 * k});
  const TextStyle why{.em = tight ? p.theme().body() : 12 * k, .color = c.ink, .align = Align::centre, .max_lines = 3, .balanced = true};
  const std::string& reason = p.word(reason_for(model.trouble.trouble));
  const float title_h = measure_text(p, head.w, title_words, title).height, why_h = std::min(3 * why.em * kLineSpacing, measure_text(p, head.w, reason, why).height);
  const TextStyle detail{.em = p.theme().secondary(), .color = c.ink_2, .align = Align::centre, .max_lines = 2};
  const float detail_h = model.trouble.detail.empty() ? 0 : detail.em * kLineSpacing * 2;
  const float safe_h = (tight ? 22 : 34) * std::max(1.0f, k * 0.9f), steps_least = 3 * 17 * k + 8, gap = tight ? kGap : 8;
  const float fixed = title_h + why_h + 4 + (portrait ? steps_least + safe_h + 3 * gap + buttons_h : 0);
  const float room = bottom - top;
  const float picture = std::clamp(room - fixed - (tight ? 0 : detail_h) - 8, 0.0f, portrait ? 84.0f : 80.0f);
  const bool with_picture = picture >= 30, with_detail = detail_h > 0 && (room - fixed - (with_picture ? picture : 0) >= detail_h + 4 || !portrait);
  float y = top;
  if (with_picture) {
    draw_sheet(p, {head.cx(), y + picture / 2}, picture * 0.98f);
    y += picture + 4;
  }
  draw_text(p, {head.x, y, head.w, title_h + 0.5f}, title_words, title);
  y += title_h + 2;
  draw_text(p, {head.x, y, head.w, why_h + 0.5f}, reason, why);
  y += why_h + 2;
  if (with_detail && y + detail_h < bottom) {
    draw_text(p, {head.x, y, head.w, detail_h + 0.5f}, model.trouble.detail, detail);
    y += detail_h;
  }
  if (portrait) y += gap * 0.5f;
  else y = top;
  const float steps_h = std::min(112 * k, buttons_y - gap - safe_h - kGap - y);
  Intent out = foot.intent;
  if (steps_h >= steps_least - 6) {
    draw_steps(p, {body.x, y, body.w, steps_h});
    y += steps_h + kGap;
  }
  draw_safe(model, p, {body.x, y, body.w, std::min(safe_h, buttons_y - kGap - y)});
  const bool itinerary = !model.event.items.empty() && !p.theme().tight();
  const float way_w = itinerary ? body.w * 0.32f : 0;
  if (itinerary && button(p, {body.x, buttons_y, way_w, buttons_h}, p.word(Text::home_itinerary), {.look = Look::floating, .em = 11 * k, .icon = Icon::event_note})) out = intent(model, IntentKind::open_itinerary);
  const float x = body.x + (itinerary ? way_w + kGap : 0);
  if (button(p, {x, buttons_y, body.right() - x, buttons_h}, p.word(Text::quiet_help), {.look = Look::main, .em = 12 * k, .icon = Icon::hand})) out = intent(model, IntentKind::call_staff);
  return out;
}

}  // namespace openday::ui
