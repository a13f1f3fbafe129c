// What the plan asks before anyone comes in. The guest declares, or staff look; one tap answers a page. A page too long for the
// panel is read on in parts, and answered on the last.
#include <algorithm>

#include "kiosk/ui/screens/door_page.h"

namespace openday::ui {
namespace {

constexpr float kBullet = 8;

std::string details(const Painter& p, const ScreeningStep& step) {
  std::string out;
  for (const std::string& symptom : step.symptoms) out += (out.empty() ? "" : p.word(Text::walkin_and)) + symptom;
  if (step.days > 0) out += fill_in(p.word(Text::screening_days), {std::to_string(step.days)});
  if (!step.threshold.empty()) out += fill_in(p.word(Text::screening_below), {step.threshold});
  return out;
}

TextStyle label_style(const Painter& p) { return {.face = Face::bold, .em = p.theme().body() * (p.theme().tight() ? 1.0f : 1.15f), .color = p.color().ink, .line = 1.3f}; }
TextStyle detail_style(const Painter& p) { return {.em = p.theme().tight() ? p.theme().secondary() : p.theme().body(), .color = p.color().ink, .line = 1.3f}; }

float step_height(const Painter& p, float width, const ScreeningStep& step) {
  const std::string more = details(p, step);
  float out = measure_text(p, width - kBullet, step.label, label_style(p)).height + 0.5f;
  if (!more.empty()) out += measure_text(p, width - kBullet, more, detail_style(p)).height + 0.5f;
  return out + (p.theme().tight() ? 3 : 7);
}

float draw_step(Painter& p, Rect box, const ScreeningStep& step) {
  const float whole = step_height(p, box.w, step);
  const TextStyle label = label_style(p);
  p.circle({box.x + 2.2f, box.y + label.em * 0.66f}, 1.6f, p.color().malachite);
  const float label_h = measure_text(p, box.w - kBullet, step.label, label).height + 0.5f;
  draw_text(p, {box.x + kBullet, box.y, box.w - kBullet, label_h}, step.label, label);
  const std::string more = details(p, step);
  if (!more.empty()) draw_text(p, {box.x + kBullet, box.y + label_h, box.w - kBullet, whole - label_h}, more, detail_style(p));
  return whole;
}

float padding(const Painter& p) { return p.theme().tight() ? 3 : 6; }
float kept_height(const Painter& p) { return p.theme().tight() ? 0 : p.theme().secondary() * kLineSpacing * 2 + 5; }

float steps_height(const Model& model, const Painter& p, float width) {
  float out = 2 * padding(p) + kept_height(p);
  for (const ScreeningStep& step : model.screening.steps) out += step_height(p, width - 2 * (padding(p) + 2), step);
  return out;
}

// Draws the part of the list that `list_page` shows; true on the last.
bool draw_steps(const Model& model, ScreenState& state, Rect box) {
  Painter& p = state.paint;
  draw_card(p, box);
  const float kept = kept_height(p);
  Rect inner = box.inset(padding(p) + 2, padding(p));
  inner.h -= kept;
  if (kept > 0) {
    draw_hairline(p, {inner.x, inner.bottom() + 2}, inner.w);
    draw_text(p, {inner.x, inner.bottom() + 4, inner.w, kept - 4}, p.word(Text::screening_kept), {.em = p.theme().secondary(), .color = p.color().ink_2, .max_lines = 2});
  }
  int part = 0;
  float y = inner.y;
  bool more = false;
  for (const ScreeningStep& step : model.screening.steps) {
    const float h = step_height(p, inner.w, step);
    if (y > inner.y && y + h > inner.bottom() + 0.5f) ++part, y = inner.y;
    more = part > state.own.list_page;
    if (part == state.own.list_page) draw_step(p, {inner.x, y, inner.w, std::max(h, inner.bottom() - y)}, step);
    y += h;
  }
  return !more;
}

Intent draw_answers(const Model& model, ScreenState& state, Rect box, bool last) {
  Painter& p = state.paint;
  const float k = p.theme().scale();
  const bool staff = model.screening.by_staff;
  if (!last) {
    if (button(p, {box.x, box.y, box.w, std::min(box.h, 34 * k)}, p.word(Text::screening_more), {.look = Look::main, .em = 13 * k, .icon = Icon::arrow_forward, .icon_behind = true})) ++state.own.list_page;
    return {};
  }
  if (staff && !model.staff_mode) {
    if (button(p, {box.x, box.y, box.w, std::min(box.h, 34 * k)}, p.word(Text::screening_look), {.look = Look::main, .em = 13 * k, .icon = Icon::lock})) return intent(model, IntentKind::staff_look);
    return {};
  }
  const float main_h = std::min(34 * k, (box.h - kGap) * 0.55f), other_h = std::min(26 * k, box.h - kGap - main_h);
  if (button(p, {box.x, box.y, box.w, main_h}, p.word(staff ? Text::screening_in_order : Text::screening_all), {.look = Look::main, .em = 14 * k, .icon = Icon::check}))
    return intent(model, IntentKind::answer_screening, 1);
  if (button(p, {box.x, box.y + main_h + kGap, box.w, other_h}, p.word(staff ? Text::screening_not_in_order : Text::screening_not_all), {.look = Look::outlined, .em = 12 * k}))
    return intent(model, IntentKind::answer_screening, 0);
  return {};
}

}  // namespace

Intent draw_screening(const Model& model, ScreenState& state) {
  Painter& p = state.paint;
  const Screening& s = model.screening;
  const float k = p.theme().scale();
  const bool tight = p.theme().tight();
  const Text what = !s.by_staff ? Text::screening_declare : model.staff_mode ? Text::screening_staff_asks : Text::screening_staff_looks;
  std::string below = s.name;
  if (s.count > 1) below += (below.empty() ? "" : " · ") + fill_in(p.word(Text::screening_position), {std::to_string(s.index), std::to_string(s.count)});
  auto page = begin_door_page(model, state, p.word(what), tight ? std::string() : below);
  Intent out = page.intent;
  const Rect box = page.box;
  const bool beside = !p.theme().portrait();
  const float answers_h = (tight ? 44 : 68) * std::max(1.0f, k * 0.85f), list_w = beside ? box.w * 0.58f : box.w;
  const float list_h = std::min(beside ? box.h : box.h - answers_h - 8, steps_height(model, p, list_w));
  const float lower = beside ? 0 : (box.h - answers_h - 8 - list_h) * 0.4f;   // within reach
  const Rect list{box.x, box.y + lower, list_w, list_h};
  const Rect answers = beside ? Rect{list.right() + 12, box.y, box.w - list.w - 12, std::min(box.h, answers_h)} : Rect{box.x, list.bottom() + 8, box.w, answers_h};
  const bool last = draw_steps(model, state, list);
  if (Intent did = draw_answers(model, state, answers, last)) out = did;
  return out;
}

}  // namespace openday::ui
