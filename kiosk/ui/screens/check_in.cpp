// Checking in: the live camera picture, how to hold the code, and the ways on for a guest without one.
#include <algorithm>
#include <array>
#include <span>

#include "kiosk/ui/screens/large_type.h"
#include "kiosk/ui/screens/screens.h"
#include "kiosk/ui/widgets/cards.h"
#include "kiosk/ui/widgets/frame.h"
#include "kiosk/ui/widgets/marks.h"
#include "kiosk/ui/widgets/scenery.h"

namespace openday::ui {
namespace {

Direction direction_of(CameraPlace place) {
  switch (place) {
    case CameraPlace::below: return Direction::down;
    case CameraPlace::above: return Direction::up;
    case CameraPlace::left: return Direction::left;
    case CameraPlace::right: return Direction::right;
  }
  return Direction::down;
}

constexpr std::array kHold{Text::home_hold_below, Text::home_hold_above, Text::home_hold_left, Text::home_hold_right};

// The picture with a frame of four corners to aim by; without a camera, what to do instead.
void draw_finder(const Model& model, ScreenState& state, Rect rect) {
  Painter& p = state.paint;
  const Palette& c = p.color();
  draw_card(p, rect);
  const Rect inner = rect.inset(4);
  if (model.camera.state == CameraState::missing || model.camera.state == CameraState::off) {
    const bool missing = model.camera.state == CameraState::missing;
    const float k = p.theme().scale(), icon = std::min(30.0f, inner.h * 0.3f);
    draw_icon(p, missing ? Icon::error : Icon::qr, {inner.cx(), inner.y + inner.h * 0.32f}, icon, missing ? c.ochre : c.azurite);
    draw_text_middle(p, {inner.x + 4, inner.y + inner.h * 0.48f, inner.w - 8, inner.h * 0.46f}, p.word(missing ? Text::camera_missing_long : Text::camera_scanner_only),
                     {.em = std::min(12 * k, inner.h * 0.14f) < p.theme().body() ? p.theme().body() : 12 * k, .color = c.ink, .align = Align::centre});
    return;
  }
  draw_preview(model, state, inner);
  if (!model.camera.image) return;
  const float side = std::min(inner.w, inner.h) * 0.62f, arm = side * 0.18f, x = inner.cx() - side / 2, y = inner.cy() - side / 2;
  for (const bool right : {false, true})
    for (const bool low : {false, true}) {
      const Point corner{right ? x + side : x, low ? y + side : y};
      const float dx = right ? -arm : arm, dy = low ? -arm : arm;
      const std::array way{Point{corner.x + dx, corner.y}, corner, Point{corner.x, corner.y + dy}};
      p.stroke(way, 3.2f, c.ink);
      p.stroke(way, 1.6f, c.white);
    }
}

// Numbered lines on how to hold the code; as many as fit.
void draw_steps(const Model& model, ScreenState& state, Rect box) {
  Painter& p = state.paint;
  const Palette& c = p.color();
  const bool few = says_less(p);
  const float k = p.theme().scale(), body = few ? 11.6f * k : p.theme().body(), step = std::clamp(box.h / (few ? 2 : 3) - 0.3f, 17 * k, 24 * k);
  const std::array lines{p.word(kHold[static_cast<std::size_t>(model.camera.place)]), p.word(Text::checkin_distance), p.word(Text::home_any_code)};
  float y = box.y;
  int number = 1;
  for (const std::string& line : std::span(lines).first(few ? 2 : 3)) {
    const float room = box.w - 17 * k;
    const float height = std::max(step, measure_text(p, room, line, {.em = body, .line = 1.25f}).height + 3);
    if (y + height > box.bottom() + 0.5f) break;
    const float r = 5.6f * k;
    p.circle({box.x + r, y + height / 2}, r, c.azurite);
    draw_text_middle(p, {box.x, y + height / 2 - r, 2 * r, 2 * r}, std::to_string(number++), {.face = Face::bold, .em = 7 * k, .color = c.white, .align = Align::centre});
    draw_text_middle(p, {box.x + 17 * k, y, room, height}, line, {.em = body, .color = c.ink, .line = 1.25f});
    y += height;
  }
}

Intent draw_ways(const Model& model, Painter& p, Rect box) {
  const float k = p.theme().scale();
  Intent out;
  const bool name = model.can_find_by_name;
  const float h = std::min(28 * k, name ? (box.h - kGap) / 2 : box.h);
  float y = box.y;
  if (name) {
    if (button(p, {box.x, y, box.w, h}, p.word(Text::result_by_name), {.look = Look::main, .em = 13 * k, .icon = Icon::badge})) out = intent(model, IntentKind::find_by_name);
    y += h + kGap;
  }
  if (says_less(p) && !name) {   // each over the whole width, in large letters
    const float half = (box.h - kGap) / 2;
    if (button(p, {box.x, y, box.w, half}, p.word(Text::checkin_no_code), {.look = Look::main, .em = 13 * k, .icon = Icon::hand})) out = intent(model, IntentKind::call_staff);
    if (button(p, {box.x, y + half + kGap, box.w, half}, p.word(Text::quiet_home_short), {.em = 13 * k, .icon = Icon::arrow_back})) out = intent(model, IntentKind::go_home);
    return out;
  }
  const float back_w = std::max(box.w * 0.32f, 34.0f);
  if (button(p, {box.x, y, back_w, h}, p.word(Text::quiet_home_short), {.em = 11 * k, .icon = Icon::arrow_back})) out = intent(model, IntentKind::go_home);
  if (button(p, {box.x + back_w + kGap, y, box.w - back_w - kGap, h}, p.word(Text::checkin_no_code), {.look = name ? Look::outlined : Look::main, .em = 12 * k, .icon = Icon::hand}))
    out = intent(model, IntentKind::call_staff);
  return out;
}

}  // namespace

Intent draw_check_in(const Model& model, ScreenState& state) {
  Painter& p = state.paint;
  if (p.theme().tight()) draw_silk(state);
  else draw_low_hills(state);
  draw_strip(model, state);
  const auto foot = draw_foot(model, state, kQuietSwitches | kQuietPrivacy, p.theme().tight() ? QuietGround::none : QuietGround::card, p.color().ink);
  const Rect page = column(p);
  const float k = p.theme().scale(), top = strip_height(p) + 2;
  const bool portrait = p.theme().portrait(), small = p.theme().tight();
  TextStyle title{.face = Face::serif, .color = p.color().ink, .line = 1.25f, .max_lines = 2, .balanced = true};
  const std::string& words = p.word(model.code_for_rating ? Text::checkin_title_rating : model.code_for_opinion ? Text::checkin_title_opinion : Text::checkin_title);
  title.em = fitting_em(p, portrait ? page.w : page.w * 0.48f, words, title, {20 * k, 16 * k, 14 * k, 13 * k});
  const float title_h = measure_text(p, portrait ? page.w : page.w * 0.5f - 12, words, title).height + 1;
  Intent out = foot.intent;
  const auto take = [&](Intent did) {
    if (did) out = did;
  };
  const float ways_h = (model.can_find_by_name || says_less(p) ? 2 * 28 + kGap : 28) * std::max(1.0f, k * 0.85f);
  if (portrait) {
    draw_text(p, {page.x, top, page.w, title_h}, words, title);
    const float ways_y = foot.top - (small ? kGap : 10) - ways_h, room = ways_y - top - title_h - 6;
    const float steps_h = room < 75 * k ? 0 : std::clamp(room * 0.32f, 19.0f * k, 74.0f * k), finder_h = std::min(page.w * 0.78f, room - steps_h - 8);
    const float slack = std::max(0.0f, room - finder_h - steps_h - 8), finder_y = top + title_h + 4 + slack * 0.2f;
    draw_finder(model, state, {page.x, finder_y, page.w, finder_h});
    draw_steps(model, state, {page.x + 4, finder_y + finder_h + 6 + slack * 0.2f, page.w - 30 * k, steps_h + 2});
    if (steps_h > 40) draw_chevrons(p, {page.right() - 14 * k, finder_y + finder_h + 6 + slack * 0.2f + steps_h * 0.5f}, 22, direction_of(model.camera.place), p.color().malachite, p.color().silk);
    take(draw_ways(model, p, {page.x, ways_y, page.w, ways_h}));
    return out;
  }
  const float finder_w = page.w * 0.48f, bottom = foot.top - kGap - 2;
  draw_finder(model, state, {page.x, top + 4, finder_w, bottom - top - 4});
  const Rect right{page.x + finder_w + 12, top, page.w - finder_w - 12, bottom - top};
  if (title_h + ways_h + 2 <= right.h) draw_text(p, {right.x, right.y, right.w, title_h}, words, title);
  draw_steps(model, state, {right.x, right.y + title_h + 4, right.w, right.h - title_h - ways_h - 12});
  take(draw_ways(model, p, {right.x, right.bottom() - ways_h, right.w, ways_h}));
  return out;
}

}  // namespace openday::ui
