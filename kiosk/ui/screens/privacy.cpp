// What the box keeps and what it does not, in the guest's words; turned over where a panel has no room for all.
#include <algorithm>
#include <array>

#include "kiosk/ui/screens/screens.h"
#include "kiosk/ui/widgets/frame.h"
#include "kiosk/ui/widgets/scenery.h"

namespace openday::ui {
namespace {

struct Promise {
  Icon icon;
  Text head, text;
};

constexpr std::array kPoints{Promise{Icon::how_to_reg, Text::privacy_check_in, Text::privacy_check_in_text}, Promise{Icon::camera, Text::privacy_camera, Text::privacy_camera_text},
                             Promise{Icon::lock, Text::privacy_rating, Text::privacy_rating_text}, Promise{Icon::cloud_done, Text::privacy_network, Text::privacy_network_text},
                             Promise{Icon::people, Text::privacy_rights, Text::privacy_rights_text}};

float text_left(const Painter& p) { return p.fonts().has_icons() ? 20 * p.theme().scale() : 0; }

float point_height(const Painter& p, float width, const Promise& point, float em) {
  const float head = p.theme().body() * 1.35f;
  return 8 + head + measure_text(p, width - 16 - text_left(p), p.word(point.text), {.em = em}).height;
}

void draw_point(Painter& p, Rect rect, const Promise& point, float em) {
  const Palette& c = p.color();
  const Rect inner = rect.inset(8, 4);
  const float k = p.theme().scale(), x = inner.x + text_left(p), head = p.theme().body() * 1.35f;
  draw_icon(p, point.icon, {inner.x + 7 * k, inner.y + head / 2}, 12 * k, c.azurite);
  draw_text(p, {x, inner.y, inner.right() - x, head}, p.word(point.head), {.face = Face::bold, .em = p.theme().body(), .color = c.ink, .max_lines = 1});
  draw_text(p, {x, inner.y + head, inner.right() - x, inner.h - head + 0.5f}, p.word(point.text), {.em = em, .color = c.ink});
}

// Which points stand on which page of the list, in columns where the page is wide.
struct Places {
  std::array<Rect, kPoints.size()> rects;
  std::array<int, kPoints.size()> page;
  int pages = 1;
  float em = 0;
};

Places place_points(const Painter& p, Rect body, int columns, float em) {
  Places out;
  out.em = em;
  const float w = (body.w - kGap * static_cast<float>(columns - 1)) / static_cast<float>(columns);
  float y = body.y;
  int column_now = 0;
  for (std::size_t i = 0; i < kPoints.size(); ++i) {
    const float h = std::min(point_height(p, w, kPoints[i], em), body.h);
    if (y + h > body.bottom() + 0.5f) {
      y = body.y;
      if (++column_now >= columns) column_now = 0, ++out.pages;
    }
    out.rects[i] = {body.x + static_cast<float>(column_now) * (w + kGap), y, w, h};
    out.page[i] = out.pages - 1;
    y += h + kGap;
  }
  return out;
}

}  // namespace

Intent draw_privacy(const Model& model, ScreenState& state) {
  Painter& p = state.paint;
  const bool tight = p.theme().tight();
  if (tight) draw_silk(state);
  else draw_low_hills(state);
  draw_strip(model, state);
  const auto foot = draw_foot(model, state, tight ? kQuietHome | kQuietHelp : kQuietHome | kQuietSwitches | kQuietHelp, tight ? QuietGround::none : QuietGround::card, p.color().ink);
  Intent out = foot.intent;
  const Rect page = column(p);
  const float k = p.theme().scale(), button_h = (p.theme().tight() ? 22 : 28) * std::max(1.0f, k * 0.85f), buttons_y = foot.top - (p.theme().tight() ? kGap : 12) - button_h;
  TextStyle title{.face = Face::serif, .color = p.color().ink, .line = 1.3f, .max_lines = 1};
  title.em = fitting_em(p, page.w, p.word(Text::privacy_title), title, {(p.theme().tight() ? 13.0f : 20.0f) * k, 13 * k});
  const float top = strip_height(p);
  draw_text(p, {page.x, top, page.w, title.em * 1.35f}, p.word(Text::privacy_title), title);
  const Rect body{page.x, top + title.em * 1.45f + 2, page.w, buttons_y - kGap - top - title.em * 1.45f - 2};
  const int columns = p.theme().portrait() || page.w < 300 * k ? 1 : 2;
  Places places = place_points(p, body, columns, p.theme().body());
  if (places.pages > 1) places = place_points(p, body, columns, p.theme().secondary());
  state.own.list_page = std::clamp(state.own.list_page, 0, places.pages - 1);
  for (std::size_t i = 0; i < kPoints.size(); ++i)
    if (places.page[i] == state.own.list_page) {
      draw_card(p, places.rects[i]);
      draw_point(p, places.rects[i], kPoints[i], places.em);
    }
  const bool more = state.own.list_page + 1 < places.pages;
  const float close_w = more ? (page.w - kGap) / 2 : page.w;
  if (button(p, {page.x, buttons_y, close_w, button_h}, p.word(Text::privacy_close), {.look = Look::main, .em = 12 * k})) out = intent(model, IntentKind::close_privacy);
  if (more && button(p, {page.x + close_w + kGap, buttons_y, close_w, button_h}, p.word(Text::privacy_more), {.look = Look::outlined, .em = 11 * k, .icon = Icon::arrow_forward, .icon_behind = true}))
    ++state.own.list_page;
  return out;
}

}  // namespace openday::ui
