// What the box keeps and what it does not, in the guest's words; turned over where a panel has no room for all.
#include <algorithm>
#include <utility>
#include <vector>

#include "kiosk/ui/screens/screens.h"
#include "kiosk/ui/widgets/frame.h"
#include "kiosk/ui/widgets/scenery.h"

namespace openday::ui {
namespace {

struct Point17 {
  Icon icon;
  std::string head, text;
};

// A field of the plan in the guest's words; one that only the plan knows stands as written.
std::string field_word(const Painter& p, const std::string& field) {
  static constexpr std::pair<std::string_view, Text> kKnown[] = {{"name", Text::field_name}, {"phone", Text::field_phone}, {"category", Text::field_category}, {"confirmation", Text::field_confirmation},
                                                                 {"opinion", Text::field_opinion}, {"rating", Text::field_rating}, {"attendance", Text::field_attendance}, {"contact", Text::field_contact}};
  for (const auto& [word, text] : kKnown)
    if (field == word) return p.word(text);
  return field;
}

std::string joined(const Painter& p, const std::vector<std::string>& parts) {
  std::string out;
  for (const std::string& part : parts) out += (out.empty() ? "" : p.word(Text::walkin_and)) + part;
  return out;
}

std::string why_text(const Model& model, const Painter& p) {
  std::string out = model.notice.purpose.empty() ? p.word(Text::privacy_why_default) : model.notice.purpose;
  std::vector<std::string> fields;
  for (const std::string& field : model.notice.fields) fields.push_back(field_word(p, field));
  if (!fields.empty()) out += "\n" + fill_in(p.word(Text::privacy_fields), {joined(p, fields)});
  if (!model.notice.text.empty()) out += "\n" + model.notice.text;
  return out;
}

std::string keep_text(const Model& model, const Painter& p) {
  if (model.notice.retention.empty()) return p.word(Text::privacy_keep_default);
  std::vector<std::string> parts;
  for (const Retention& one : model.notice.retention) parts.push_back(fill_in(p.word(Text::privacy_keep_field), {field_word(p, one.field), std::to_string(one.days)}));
  return joined(p, parts);
}

// PIPL articles 17 and 50: who, why and what, how, how long, and what a person may ask for.
std::vector<Point17> points_of(const Model& model, const Painter& p) {
  std::vector<Point17> out;
  const Notice17& n = model.notice;
  if (!n.controller.empty())
    out.push_back({Icon::people, p.word(Text::privacy_who), n.phone.empty() ? fill_in(p.word(Text::privacy_who_text), {n.controller}) : fill_in(p.word(Text::privacy_who_phone), {n.controller, n.phone})});
  out.push_back({Icon::edit, p.word(Text::privacy_why), why_text(model, p)});
  out.push_back({Icon::schedule, p.word(Text::privacy_keep), keep_text(model, p)});
  out.push_back({Icon::how_to_reg, p.word(Text::privacy_check_in), p.word(Text::privacy_check_in_text)});
  out.push_back({Icon::camera, p.word(Text::privacy_camera), p.word(Text::privacy_camera_text)});
  out.push_back({Icon::lock, p.word(Text::privacy_rating), p.word(Text::privacy_rating_text)});
  if (model.event.opinions) out.push_back({Icon::rate_review, p.word(Text::privacy_opinion), p.word(Text::privacy_opinion_text)});
  out.push_back({Icon::cloud_done, p.word(Text::privacy_network), p.word(Text::privacy_network_text)});
  std::string rights = p.word(Text::privacy_rights_number);
  if (!n.version.empty()) rights += "\n" + fill_in(p.word(Text::privacy_version), {n.version});
  out.push_back({Icon::verified, p.word(Text::privacy_rights), rights});
  return out;
}

float text_left(const Painter& p) { return p.fonts().has_icons() ? 20 * p.theme().scale() : 0; }

float point_height(const Painter& p, float width, const Point17& point, float em) {
  const float head = p.theme().body() * 1.35f;
  return 8 + head + measure_text(p, width - 16 - text_left(p), point.text, {.em = em}).height;
}

void draw_point(Painter& p, Rect rect, const Point17& point, float em) {
  const Palette& c = p.color();
  const Rect inner = rect.inset(8, 4);
  const float k = p.theme().scale(), x = inner.x + text_left(p), head = p.theme().body() * 1.35f;
  draw_icon(p, point.icon, {inner.x + 7 * k, inner.y + head / 2}, 12 * k, c.azurite);
  draw_text(p, {x, inner.y, inner.right() - x, head}, point.head, {.face = Face::bold, .em = p.theme().body(), .color = c.ink, .max_lines = 1});
  draw_text(p, {x, inner.y + head, inner.right() - x, inner.h - head + 0.5f}, point.text, {.em = em, .color = c.ink});
}

// Which points stand on which page of the list, in columns where the page is wide.
struct PointPlaces {
  std::vector<Rect> rects;
  std::vector<int> page;
  int pages = 1;
  float em = 0;
};

PointPlaces place_points(const Painter& p, const std::vector<Point17>& points, Rect body, int columns, float em) {
  PointPlaces out;
  out.em = em;
  const float w = (body.w - kGap * static_cast<float>(columns - 1)) / static_cast<float>(columns);
  float y = body.y;
  int column_now = 0;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const float h = std::min(point_height(p, w, points[i], em), body.h);
    if (y + h > body.bottom() + 0.5f) {
      y = body.y;
      if (++column_now >= columns) column_now = 0, ++out.pages;
    }
    out.rects.push_back({body.x + static_cast<float>(column_now) * (w + kGap), y, w, h});
    out.page.push_back(out.pages - 1);
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
  const auto points = points_of(model, p);
  PointPlaces places = place_points(p, points, body, columns, p.theme().body());
  if (places.pages > 1) places = place_points(p, points, body, columns, p.theme().secondary());
  state.own.list_page = std::clamp(state.own.list_page, 0, places.pages - 1);
  for (std::size_t i = 0; i < points.size(); ++i)
    if (places.page[i] == state.own.list_page) {
      draw_card(p, places.rects[i]);
      draw_point(p, places.rects[i], points[i], places.em);
    }
  const bool more = state.own.list_page + 1 < places.pages;
  const float close_w = more ? (page.w - kGap) / 2 : page.w;
  if (button(p, {page.x, buttons_y, close_w, button_h}, p.word(Text::privacy_close), {.look = Look::main, .em = 12 * k})) out = intent(model, IntentKind::close_privacy);
  if (more && button(p, {page.x + close_w + kGap, buttons_y, close_w, button_h}, p.word(Text::privacy_more), {.look = Look::outlined, .em = 11 * k, .icon = Icon::arrow_forward, .icon_behind = true}))
    ++state.own.list_page;
  return out;
}

}  // namespace openday::ui
