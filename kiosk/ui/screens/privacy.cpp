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

}  // namespace

Intent draw_privacy(const Model& model, ScreenState& state) {
  Painter& p = state.paint;
  draw_low_hills(state);
  draw_strip(model, state);
  const auto foot = draw_foot(model, state, kQuietHome | kQuietSwitches | kQuietHelp, QuietGround::card, p.color().ink);
  Intent out = foot.intent;
  const Rect page = column(p);
  const float k = p.theme().scale(), button_h = (p.theme().height() < 300 ? 22 : 28) * std::max(1.0f, k * 0.85f), buttons_y = foot.top - (p.theme().height() < 300 ? kGap : 12) - button_h;
  TextStyle title{.face = Face::serif, .color = p.color().ink, .line = 1.3f, .max_lines = 1};
  title.em = fitting_em(p, page.w, p.word(Text::privacy_title), title, {(p.theme().height() < 300 ? 13.0f : 20.0f) * k, 13 * k});
  const float top = strip_height(p);
  draw_text(p, {page.x, top, page.w, title.em * 1.35f}, p.word(Text::privacy_title), title);
  const Rect body{page.x, top + title.em * 1.45f + 2, page.w, buttons_y - kGap - top - title.em * 1.45f - 2};
  // Which points stand on this page of the list: in two columns where the page is wide.
  const int columns = p.theme().portrait() || page.w < 300 * k ? 1 : 2;
  const float w = (body.w - kGap * static_cast<float>(columns - 1)) / static_cast<float>(columns);
  float all = 0;
  for (const Promise& point : kPoints) all += point_height(p, w, point, p.theme().body()) + kGap;
  const float em = all <= body.h * static_cast<float>(columns) * 0.95f ? p.theme().body() : p.theme().secondary();
  int page_of = 0, shown_pages = 1;
  float y = body.y;
  int column_now = 0;
  struct Placed {
    Rect rect;
    int page;
  };
  std::array<Placed, kPoints.size()> places;
  for (std::size_t i = 0; i < kPoints.size(); ++i) {
    const float h = std::min(point_height(p, w, kPoints[i], em), body.h);
    if (y + h > body.bottom() + 0.5f) {
      y = body.y;
      if (++column_now >= columns) column_now = 0, ++page_of;
    }
    places[i] = {{body.x + static_cast<float>(column_now) * (w + kGap), y, w, h}, page_of};
    y += h + kGap;
  }
  shown_pages = page_of + 1;
  state.own.list_page = std::clamp(state.own.list_page, 0, shown_pages - 1);
  for (std::size_t i = 0; i < kPoints.size(); ++i)
    if (places[i].page == state.own.list_page) {
      draw_card(p, places[i].rect);
      draw_point(p, places[i].rect, kPoints[i], em);
    }
  const bool more = state.own.list_page + 1 < shown_pages;
  const float close_w = more ? (page.w - kGap) / 2 : page.w;
  if (button(p, {page.x, buttons_y, close_w, button_h}, p.word(Text::privacy_close), {.look = Look::main, .em = 12 * k})) out = intent(model, IntentKind::close_privacy);
  if (more && button(p, {page.x + close_w + kGap, buttons_y, close_w, button_h}, p.word(Text::privacy_more), {.look = Look::outlined, .em = 11 * k, .icon = Icon::arrow_forward, .icon_behind = true}))
    ++state.own.list_page;
  return out;
}

}  // namespace openday::ui
