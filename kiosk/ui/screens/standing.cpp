// The itinerary nobody touches: readable from 3 m, nothing but the touch hint under 13 mm.
#include <algorithm>
#include <array>

#include "kiosk/ui/screens/screens.h"
#include "kiosk/ui/widgets/cards.h"
#include "kiosk/ui/widgets/frame.h"
#include "kiosk/ui/widgets/programme.h"
#include "kiosk/ui/widgets/scenery.h"

namespace openday::ui {
namespace {

// Everything in shares of the page that was drawn (268 x 476, landscape 476 x 268), at least 13 mm.
float sized(float mm, float unit) { return std::max(13.0f, mm * unit); }

void draw_clock(const Model& model, Painter& p, Rect row, float unit) {
  const Palette& c = p.color();
  const float em = sized(32, unit), small = sized(13, unit);
  draw_text_middle(p, row, model.strip.clock, {.face = Face::bold, .em = em, .color = c.ink, .max_lines = 1});
  const std::string date = date_text(p, model.strip) + "\u3000" + weekday_text(p, model.strip);
  const TextStyle soft{.em = small, .color = c.ink_2, .align = Align::right, .max_lines = 1};
  const float clock_w = text_width(p, model.strip.clock, {.face = Face::bold, .em = em});
  if (text_width(p, date, soft) + clock_w + 6 < row.w) draw_text_middle(p, row, date, soft);
}

// The largest serif that stands in one line, or in two where that is larger, within the height.
TextStyle title_style(const Painter& p, float width, float height, const std::string& text, float wished) {
  TextStyle style{.face = Face::serif, .color = p.color().ink, .line = 1.25f, .max_lines = 2, .balanced = true};
  for (style.em = wished; style.em > 13; style.em -= 1) {
    const TextSize size = measure_text(p, width, text, style);
    if (!size.shortened && size.height <= height && size.lines <= (style.em > wished * 0.8f ? 1 : 2)) return style;
  }
  style.em = 13;
  return style;
}

// 还有 15 分钟 over the whole width.
void draw_big_minutes(Painter& p, Rect box, int minutes, float unit) {
  const Palette& c = p.color();
  float words = sized(24, unit), number = std::max(30.0f, 92 * unit);
  const auto runs = [&] {
    const TextStyle small{.em = words, .color = c.ink};
    return std::array{Run{p.word(Text::programme_left_before), small, 0}, Run{std::to_string(minutes), {.face = Face::bold, .em = number, .color = c.malachite}, 5 * unit},
                      Run{p.word(Text::programme_left_after), small, 5 * unit}};
  };
  while (number > 20 && runs_width(p, runs()) > box.w) number *= 0.9f, words = std::max(13.0f, words * 0.9f);
  number = std::max(13.0f, std::min(number, box.h * 1.15f));
  draw_runs(p, {box.x, box.cy() + number * 0.36f}, runs());
}

void draw_next(const Model& model, Painter& p, Rect rect, float unit) {
  if (!model.event.next) return;
  const Item& next = *model.event.next;
  const Palette& c = p.color();
  draw_card(p, rect);
  const Rect inner = rect.inset(8, 5);
  const float time_em = std::max(8.3f, std::min(sized(30, unit), inner.h * 0.3f)), label = sized(15, unit);
  const float baseline = inner.y + time_em * 0.95f;
  draw_runs(p, {inner.x, baseline}, std::array{Run{p.word(Text::programme_next), {.face = Face::bold, .em = std::min(label, time_em), .color = c.azurite}, 0},
                                               Run{next.start, {.face = Face::bold, .em = time_em, .color = c.azurite}, kGap}});
  const float place_em = sized(18, unit) * (inner.h < 80 * unit ? 0.8f : 1);
  const bool place = !next.place.empty() && inner.h > time_em * 1.2f + 13 * 1.3f + std::max(13.0f, place_em) * 1.35f;
  const float title_y = inner.y + time_em * 1.2f, place_h = place ? std::max(13.0f, place_em) * 1.35f : 0;
  const TextStyle title = title_style(p, inner.w, inner.bottom() - title_y - place_h, next.title, sized(30, unit));
  const float title_end = title_y + draw_text(p, {inner.x, title_y, inner.w, inner.bottom() - title_y - place_h}, next.title, title).height;
  if (place) draw_icon_text(p, inner.x, title_end + place_h / 2, inner.w, {Icon::place, next.place, {.em = std::max(13.0f, place_em), .color = c.ink}, c.ink, std::max(13.0f, place_em), 3});
}

// The nearest change of the day, if there is one.
const Item* changed_item(const Event& event) {
  for (const Item& item : event.items)
    if (item.change.kind != ChangeKind::none && item.state != ItemState::done) return &item;
  return nullptr;
}

void draw_change(Painter& p, Rect rect, const Item& item, float unit) {
  const Palette& c = p.color();
  draw_card(p, rect);
  float em = std::min(sized(15, unit), rect.h * 0.42f);
  while (em > 8.3f && chip_rect(p, {0, 0}, change_text(p, item.change), {c.ochre, c.white, em}).w > rect.w - 16) em -= 0.5f;
  const Rect chip = draw_chip(p, {rect.x + 8, rect.cy()}, change_text(p, item.change), {c.ochre, c.white, em});
  std::string text = item.title;
  if (item.change.kind == ChangeKind::delayed && !item.start.empty()) text += " " + item.start;
  if (rect.right() - 8 - chip.right() - kGap < 4 * em) return;
  draw_text_middle(p, {chip.right() + kGap, rect.y, rect.right() - 8 - chip.right() - kGap, rect.h}, text,
                   {.face = Face::bold, .em = em, .color = c.ink, .align = Align::right, .line = 1.2f, .max_lines = rect.h > 2.4f * em ? 2 : 1, .balanced = true});
}

void draw_now_block(const Model& model, Painter& p, Rect box, float unit) {
  const Palette& c = p.color();
  const Item& now = *model.event.now;
  const float chip_em = sized(15, unit), head = chip_em * 1.5f;
  const Rect chip = draw_chip(p, {box.x, box.y + head / 2}, p.word(Text::programme_now), {c.malachite, c.white, chip_em});
  const std::string word = now.kind == ItemKind::travel ? vehicle_text(p, now.vehicle) : now.place;
  if (!word.empty()) draw_text_middle(p, {chip.right() + kGap, box.y, box.right() - chip.right() - kGap, head}, word, {.em = chip_em, .color = c.ink, .max_lines = 1});
  const bool way = now.kind == ItemKind::travel && now.progress >= 0;
  const float rest = box.h - head - 4, tail = (way ? 0.20f : now.progress >= 0 ? 0.09f : 0) * rest;
  const float room = rest - tail, least_minutes = now.minutes_left >= 0 ? std::min(room * 0.5f, 86 * unit) : 0;
  const TextStyle title = title_style(p, box.w, room - least_minutes, now.title, sized(39, unit));
  float y = box.y + head + 4;
  y += draw_text(p, {box.x, y, box.w, room - least_minutes}, now.title, title).height;
  if (now.minutes_left >= 0) draw_big_minutes(p, {box.x, y, box.w, std::min(box.bottom() - tail - y, 100 * unit)}, now.minutes_left, unit);
  const Rect foot{box.x, box.bottom() - tail, box.w, tail};
  if (way) draw_way(p, foot, now.vehicle, now.progress, c.malachite, c.malachite_3, c.malachite, c.white);
  else if (now.progress >= 0) draw_bar(p, {foot.x, foot.cy() - 2.4f * unit, foot.w, 4.8f * unit}, now.progress, c.malachite, c.malachite_4);
}

}  // namespace

Intent draw_standing(const Model& model, ScreenState& state) {
  Painter& p = state.paint;
  const float W = p.theme().width(), H = p.theme().height();
  const bool portrait = p.theme().portrait();
  const float unit = portrait ? std::min(W / 268, H / 476) : std::min(W / 476, H / 268) * 0.8f;
  draw_silk(state);
  const float band = portrait ? W * 179 / 268 : W * 84 / 476;
  draw_hills(state, portrait ? Scene::portrait : Scene::landscape, Light::day, {0, H - band, W, band});
  const Rect page = column(p);
  const float hint_h = std::max(18.0f, 20 * unit), bottom = H - 8 - hint_h;
  const Rect all{0, 0, W, H};
  const bool touched = p.target(all, p.word(Text::standing_touch));
  const Item* changed = changed_item(model.event);
  const float change_h = changed ? std::max(30.0f, 46 * unit) : 0, clock_h = std::max(18.0f, 36 * unit);
  draw_clock(model, p, {page.x, 14 * unit, page.w, clock_h}, unit);
  const float top = 14 * unit + clock_h + 8 * unit;
  if (portrait) {
    const float next_h = model.event.next ? std::max(48.0f, 108 * unit) : 0;
    float y = bottom - 6 - change_h - (changed ? 6 : 0) - next_h;
    const float now_end = y - 8 * unit;
    if (model.event.now) draw_now_block(model, p, {page.x, top, page.w, now_end - top}, unit);
    else if (has_now_card(model.event)) draw_now_card(model, state, {page.x, top, page.w, std::min(now_card_height(p, model.event, {}), now_end - top)}, {});
    draw_next(model, p, {page.x, y, page.w, next_h}, unit);
    y += next_h + (next_h > 0 ? 6 : 0);
    if (changed) draw_change(p, {page.x, y, page.w, change_h}, *changed, unit);
  } else {
    const float left_w = page.w * 0.56f, x = page.x + left_w + 14, right_w = page.w - left_w - 14;
    if (model.event.now) draw_now_block(model, p, {page.x, top, left_w, bottom - 6 - top}, unit);
    else if (has_now_card(model.event)) draw_now_card(model, state, {page.x, top, left_w, std::min(now_card_height(p, model.event, {}), bottom - 6 - top)}, {});
    draw_next(model, p, {x, top, right_w, bottom - 6 - top - change_h - (changed ? 6 : 0)}, unit);
    if (changed) draw_change(p, {x, bottom - 6 - change_h, right_w, change_h}, *changed, unit);
  }
  const Rect hint{page.x, bottom, page.w, hint_h};
  draw_card(p, hint);
  const TextStyle words{.em = std::max(p.theme().body(), 12 * unit), .color = p.color().ink};
  TextStyle fit = words;
  const std::string& invitation = p.word(text_width(p, p.word(Text::standing_touch), {.em = p.theme().secondary()}) > hint.w - 20 ? Text::standing_touch_short : Text::standing_touch);
  fit.em = fitting_em(p, hint.w - 24, invitation, words, {words.em, 10, 8.3f});
  const float icon = p.fonts().has_icons() ? fit.em * 1.1f + 2 : 0, width = icon + text_width(p, invitation, fit);
  draw_icon_text(p, hint.cx() - width / 2, hint.cy(), width + 0.5f, {Icon::touch, invitation, fit, p.color().ink, fit.em * 1.1f});
  return touched ? intent(model, IntentKind::touched) : Intent{};
}

}  // namespace openday::ui
