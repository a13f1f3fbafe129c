// What the self-test needs a hand for: the camera's picture, the four corners, the bell.
#include <imgui.h>

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "kiosk/ui/screens/self_test_parts.h"
#include "kiosk/ui/widgets/cards.h"
#include "kiosk/ui/widgets/scenery.h"

namespace openday::ui {

namespace {

constexpr float kMarkInset = 12;   // mm: the mark from both edges; as much around it takes the tap

const SelfTestLine* line_of(const SelfTest& test, SelfTestCheck check) {
  const auto found = std::ranges::find(test.lines, check, &SelfTestLine::check);
  return found == test.lines.end() ? nullptr : &*found;
}

bool draw_back(Painter& p, Rect rect) {
  const StaffSizes s = staff_sizes(p);
  return button(p, rect, p.word(Text::self_test_back), {.em = 9 * s.k, .icon = Icon::arrow_back, .radius = 5, .least_em = s.small});
}

// Two rings and a cross.
void draw_aim(Painter& p, Point at, Color color, float k) {
  p.circle(at, 9 * k, color);
  p.circle(at, 7.6f * k, p.color().silk);
  p.circle(at, 1.6f * k, color);
  p.line({at.x - 12 * k, at.y}, {at.x - 4 * k, at.y}, 0.8f, color);
  p.line({at.x + 4 * k, at.y}, {at.x + 12 * k, at.y}, 0.8f, color);
  p.line({at.x, at.y - 12 * k}, {at.x, at.y - 4 * k}, 0.8f, color);
  p.line({at.x, at.y + 4 * k}, {at.x, at.y + 12 * k}, 0.8f, color);
}

}  // namespace

Intent draw_self_test_camera(const Model& model, ScreenState& state, const SelfTest& test) {
  Painter& p = state.paint;
  const StaffSizes s = staff_sizes(p);
  auto [box, out] = begin_staff_page(model, state, Text::self_test_title);
  const bool wide = box.w > box.h * 1.2f;
  const float button_h = std::max(kTarget + 0.5f, 22 * s.k), side = wide ? box.w * 0.45f : box.w;
  float least_h = self_test_least_height(p);
  for (const SelfTestCheck check : {SelfTestCheck::camera, SelfTestCheck::code})
    if (const SelfTestLine* line = line_of(test, check)) least_h = std::max(least_h, self_test_line_height(p, side, *line, false));
  // Below the picture how sharp it is; across, the way back is there too, and the lines have the height beside them.
  constexpr float kBar = 5 + kGap;
  const float below = wide ? kBar + button_h + kGap : 2 * (least_h + kGap) + kBar + button_h + kGap;
  const Rect picture{box.x, box.y, wide ? box.w - side - kGap : box.w, wide ? box.h - below : std::min(box.h - below, box.w * 0.75f)};
  draw_preview(model, state, picture);
  draw_bar(p, {picture.x, picture.bottom() + kGap, picture.w, 5}, std::clamp(static_cast<double>(test.focus), 0.0, 1.0), p.color().malachite, p.color().line);
  const Rect rest{wide ? picture.right() + kGap : box.x, wide ? box.y : picture.bottom() + kGap + kBar, side, 0};
  float y = rest.y;
  const float line_h = std::clamp((box.bottom() - (wide ? 0 : button_h + kGap) - y - kGap) / 2, least_h, 52 * s.k);
  for (const SelfTestCheck check : {SelfTestCheck::camera, SelfTestCheck::code}) {
    if (const SelfTestLine* line = line_of(test, check)) draw_self_test_line(p, {rest.x, y, rest.w, line_h}, *line, false);
    y += line_h + kGap;
  }
  if (draw_back(p, {picture.x, box.bottom() - button_h, picture.w, button_h})) out = self_test_act(model, SelfTestAct::back);
  return out;
}

Intent draw_self_test_corners(const Model& model, ScreenState& state, const SelfTest& test) {
  Painter& p = state.paint;
  const StaffSizes s = staff_sizes(p);
  draw_silk(state);
  const float W = p.theme().width(), H = p.theme().height(), k = std::max(0.7f, s.k), inset = kMarkInset * k, side = 2 * inset;
  const std::array<Point, 4> marks{Point{inset, inset}, Point{W - inset, inset}, Point{W - inset, H - inset}, Point{inset, H - inset}};
  const std::array<Rect, 4> areas{Rect{0, 0, side, side}, Rect{W - side, 0, side, side}, Rect{W - side, H - side, side, side}, Rect{0, H - side, side, side}};
  Intent out;
  const auto now = static_cast<std::size_t>(std::clamp(test.corner, 0, 3));
  for (std::size_t i = 0; i < marks.size(); ++i) draw_aim(p, marks[i], i == now ? p.color().azurite : i < now ? p.color().malachite : p.color().line, k * (i == now ? 1.0f : 0.7f));
  if (p.target(areas[now], fill_in(p.word(Text::self_test_touch_mark), {std::to_string(now + 1)}))) {
    const ImVec2 finger = ImGui::GetIO().MousePos;
    const float mm = p.px(1), across = finger.x / mm - marks[now].x, down = finger.y / mm - p.theme().above() - marks[now].y;
    out = self_test_act(model, SelfTestAct::corner, test.corner, fmt::format("{} {}", std::lround(across * 10), std::lround(down * 10)));
  }
  const float w = std::min(W * 0.7f, 180 * s.k), x = (W - w) / 2, h = std::max(kTarget + 0.5f, 24 * s.k);
  TextStyle title{.face = Face::bold, .color = p.color().ink, .align = Align::centre, .max_lines = 2};
  title.em = fitting_em(p, w, p.word(Text::self_test_touch_tap), title, {15 * s.k, 11 * s.k, s.em}, 2);
  const float title_h = measure_text(p, w, p.word(Text::self_test_touch_tap), title).height, count_em = 12 * s.k;
  float y = H / 2 - (title_h + count_em * 1.6f + 2 * h + kGap) / 2;
  draw_text(p, {x, y, w, title_h}, p.word(Text::self_test_touch_tap), title);
  draw_text(p, {x, y + title_h, w, count_em * 1.4f}, fmt::format("{} / 4", test.corner + 1), {.em = count_em, .color = p.color().azurite, .align = Align::centre, .max_lines = 1});
  y += title_h + count_em * 1.6f;
  if (button(p, {x, y, w, h}, p.word(Text::self_test_touch_cannot), {.em = 9 * s.k, .radius = 5, .least_em = s.small})) out = self_test_act(model, SelfTestAct::corner, test.corner);
  if (draw_back(p, {x, y + h + kGap, w, h})) out = self_test_act(model, SelfTestAct::back);
  return out;
}

Intent draw_self_test_sound(const Model& model, ScreenState& state) {
  Painter& p = state.paint;
  const StaffSizes s = staff_sizes(p);
  auto [box, out] = begin_staff_page(model, state, Text::self_test_title);
  const float h = std::max(kTarget + 0.5f, std::min(30 * s.k, box.h * 0.18f)), half = (box.w - kGap) / 2, card_h = box.h - 2 * (h + kGap);
  const Rect card{box.x, box.y, box.w, card_h};
  draw_card(p, card);
  const float icon = std::min(60 * s.k, card_h * 0.4f);
  TextStyle title{.face = Face::bold, .color = p.color().ink, .align = Align::centre, .max_lines = 2};
  title.em = fitting_em(p, card.w - 16, p.word(Text::self_test_sound_ask), title, {15 * s.k, 11 * s.k, s.em}, 2);
  const float title_h = measure_text(p, card.w - 16, p.word(Text::self_test_sound_ask), title).height, y = card.cy() - (icon + 6 + title_h) / 2;
  draw_icon(p, Icon::volume_up, {card.cx(), y + icon / 2}, icon, p.color().azurite);
  draw_text(p, {card.x + 8, y + icon + 6, card.w - 16, title_h}, p.word(Text::self_test_sound_ask), title);
  float row = card.bottom() + kGap;
  if (button(p, {box.x, row, half, h}, p.word(Text::self_test_sound_yes), {.look = Look::main, .em = 10 * s.k, .icon = Icon::check, .radius = 5, .least_em = s.small})) out = self_test_act(model, SelfTestAct::heard);
  if (button(p, {box.x + half + kGap, row, half, h}, p.word(Text::self_test_sound_no), {.em = 10 * s.k, .icon = Icon::volume_off, .radius = 5, .least_em = s.small})) out = self_test_act(model, SelfTestAct::not_heard);
  row += h + kGap;
  if (draw_back(p, {box.x, row, half, h})) out = self_test_act(model, SelfTestAct::back);
  if (button(p, {box.x + half + kGap, row, half, h}, p.word(Text::self_test_sound_again), {.em = 9 * s.k, .icon = Icon::volume_up, .radius = 5, .least_em = s.small})) out = self_test_act(model, SelfTestAct::chime);
  return out;
}

}  // namespace openday::ui
