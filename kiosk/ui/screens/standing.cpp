// The itinerary nobody touches: readable from 3 m, nothing but the touch hint under 13 mm.
#include <algorithm>
#include <array>
#include <vector>

#include "kiosk/ui/screens/screens.h"
#include "kiosk/ui/widgets/cards.h"
#include "kiosk/ui/widgets/frame.h"
#include "kiosk/ui/widgets/notice_line.h"
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
  const float mark = call_mark_width(model, p, small);
  if (mark > 0 && clock_w + 4 + mark < row.w) draw_call_mark(model, p, {row.x + clock_w + 4, row.cy()}, small, c.ochre);
  if (text_width(p, date, soft) + clock_w + mark + 6 < row.w) draw_text_middle(p, row, date, soft);
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
  number = std::max(13.0f, std::min(number, box.h * (unit < 0.6f ? 0.8f : 1.15f)));
  draw_runs(p, {box.x, box.cy() + number * 0.36f}, runs());
}

// What comes after the next one, where the card has room.
void draw_following(const Model& model, Painter& p, Rect box, float unit) {
  const Palette& c = p.color();
  const float em = sized(15, unit), line = em * 1.7f;
  if (box.h < 2 * line) return;
  for (const Item& item : model.event.items) {
    if (item.state != ItemState::later || item.slot == Slot::throughout || item.change.kind == ChangeKind::skipped) continue;
    if (box.h < line) return;
    draw_hairline(p, {box.x, box.y}, box.w);
    const std::string when = item.slot == Slot::timed ? item.start : item.slot == Slot::afterwards ? p.word(Text::slot_afterwards) : std::string();
    const TextStyle bold{.face = Face::bold, .em = em, .color = c.azurite, .max_lines = 1};
    const float w = when.empty() ? 0 : text_width(p, when, bold) + kGap;
    draw_text_middle(p, {box.x, box.y, w, line}, when, bold);
    draw_text_middle(p, {box.x + w, box.y, box.w - w, line}, item.title, {.em = em, .color = c.ink, .max_lines = 1});
    box.y += line, box.h -= line;
  }
}

void draw_next(const Model& model, Painter& p, Rect rect, float unit) {
  if (!model.event.next) return;
  const Item& next = *model.event.next;
  const Palette& c = p.color();
  draw_card(p, rect);
  const Rect inner = rect.inset(8, 5);
  const std::string when = next.slot == Slot::afterwards ? p.word(Text::slot_afterwards) : next.start;
  const float label = sized(15, unit), whole = text_width(p, p.word(Text::programme_next), {.face = Face::bold, .em = 1}) + text_width(p, when, {.face = Face::bold, .em = 1});
  const float beside = whole > 0 ? (inner.w - kGap) / whole : label;   // of both in one line
  const float time_em = std::max(p.theme().secondary(), std::min({sized(30, unit), inner.h * 0.3f, std::max(beside, (inner.w - kGap - label * text_width(p, p.word(Text::programme_next), {.face = Face::bold, .em = 1})) / std::max(0.1f, text_width(p, when, {.face = Face::bold, .em = 1})))}));
  const float baseline = inner.y + (when.empty() ? label : time_em) * 0.95f;
  draw_runs(p, {inner.x, baseline}, std::array{Run{p.word(Text::programme_next), {.face = Face::bold, .em = when.empty() ? label : std::min(label, time_em), .color = c.azurite}, 0},
                                               Run{when, {.face = Face::bold, .em = time_em, .color = c.azurite}, kGap}});
  const float place_em = sized(18, unit) * (inner.h < 80 * unit ? 0.8f : 1);
  const bool place = !next.place.empty() && inner.h > time_em * 1.2f + 13 * 1.3f + std::max(13.0f, place_em) * 1.35f;
  const float title_y = inner.y + (when.empty() ? label * 1.5f : time_em * 1.2f), place_h = place ? std::max(13.0f, place_em) * 1.35f : 0;
  const TextStyle title = title_style(p, inner.w, inner.bottom() - title_y - place_h, next.title, sized(30, unit));
  const float title_end = title_y + draw_text(p, {inner.x, title_y, inner.w, inner.bottom() - title_y - place_h}, next.title, title).height;
  if (place) draw_icon_text(p, inner.x, title_end + place_h / 2, inner.w, {Icon::place, next.place, {.em = std::max(13.0f, place_em), .color = c.ink}, c.ink, std::max(13.0f, place_em), 3});
  draw_following(model, p, {inner.x, title_end + place_h + 6 * unit, inner.w, inner.bottom() - title_end - place_h - 6 * unit}, unit);
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
  std::string badge = change_text(p, item.change);
  float em = std::min(sized(15, unit), rect.h * 0.42f);
  const auto fits = [&] { return chip_rect(p, {0, 0}, badge, {c.ochre, c.white, em}).w <= rect.w - 16; };
  if (!fits() && item.change.kind == ChangeKind::moved) badge = p.word(Text::change_moved);
  while (em > p.theme().secondary() && !fits()) em = std::max(em - 0.5f, p.theme().secondary());
  const Rect chip = draw_chip(p, {rect.x + 8, rect.cy()}, badge, {c.ochre, c.white, em});
  std::string text = item.title;
  if (item.change.kind == ChangeKind::delayed && !item.start.empty()) text += " " + item.start;
  if (rect.right() - 8 - chip.right() - kGap < 4 * em) return;
  draw_text_middle(p, {chip.right() + kGap, rect.y, rect.right() - 8 - chip.right() - kGap, rect.h}, text,
                   {.face = Face::bold, .em = em, .color = c.ink, .align = Align::right, .line = 1.2f, .max_lines = rect.h > 2.4f * em ? 2 : 1, .balanced = true});
}

// What the bureau or staff tell everybody.
void draw_said(Painter& p, Rect rect, const Announcement& said, float unit) {
  const Palette& c = p.color();
  const PressingLook look = look_of(p, said.pressing);
  const bool filled = said.pressing == Pressing::urgent;
  draw_card(p, rect, filled ? look.color : c.paper);
  if (!filled && !p.theme().high_contrast()) p.fill_round({rect.x, rect.y, 4, rect.h}, 2, look.color);
  const float icon = p.fonts().has_icons() && rect.w > 100 ? std::min(sized(18, unit), rect.h * 0.5f) : 0;
  if (icon > 0) draw_icon(p, look.icon, {rect.x + 9 + icon / 2, rect.cy()}, icon, filled ? c.white : look.color);
  const float x = rect.x + 13 + icon;
  const int lines = std::clamp(static_cast<int>(rect.h / (13 * 1.25f)), 1, 3);
  TextStyle style{.face = Face::bold, .color = filled ? c.white : c.ink, .line = 1.2f, .max_lines = lines, .balanced = true};
  style.em = fitting_em(p, rect.right() - 8 - x, said.text, style, {sized(18, unit), sized(16, unit), 13}, rect.h > 2.5f * sized(16, unit) ? 2 : 1);
  draw_text_middle(p, {x, rect.y, rect.right() - 8 - x, rect.h}, said.text, style);
}

// Rows beside the present one: the whole time, or for a part of the guests.
std::vector<const Item*> rows_beside(const Event& event) {
  std::vector<const Item*> out;
  for (const Item& item : event.items) {
    const bool present = event.now && event.now->title == item.title && event.now->audience == item.audience;
    if (item.state == ItemState::now && !present) out.push_back(&item);
  }
  return out;
}

void draw_beside_line(Painter& p, Rect row, const Item& item, float unit) {
  const Palette& c = p.color();
  draw_card(p, row);
  row = row.inset(5, 0);
  const float em = sized(14, unit);
  const std::string word = item.slot == Slot::throughout ? p.word(Text::slot_throughout) : item.audience.empty() ? p.word(Text::programme_same_time) : item.audience;
  const float x = draw_chip(p, {row.x, row.cy()}, word, {c.azurite, c.white, em}).right() + kGap;
  std::string text = item.title;
  if (!item.place.empty()) text += " · " + item.place;
  draw_text_middle(p, {x, row.y, row.right() - x, row.h}, text, {.em = em, .color = c.ink, .max_lines = 1});
}

// Without minutes there is room for where and by whom.
void draw_where(Painter& p, Rect box, const Item& item, float unit) {
  const Palette& c = p.color();
  float em = sized(20, unit), y = box.y;
  const auto put = [&](Icon icon, const std::string& text) {
    if (text.empty() || y + em * 1.4f > box.bottom()) return;
    draw_icon_text(p, box.x, y + em * 0.7f, box.w, {icon, text, {.em = em, .color = c.ink, .max_lines = 1}, c.malachite, em, 4});
    y += em * 1.5f;
  };
  put(Icon::place, item.place);
  if (item.owner != item.place) put(Icon::people, item.owner);
}

void draw_now_block(const Model& model, Painter& p, Rect box, float unit) {
  const Palette& c = p.color();
  const Item& now = *model.event.now;
  const auto beside = rows_beside(model.event);
  const float line = sized(14, unit) * 2;
  for (std::size_t i = 0; i < std::min<std::size_t>(beside.size(), 2) && box.h > 8 * line; ++i) {
    draw_beside_line(p, {box.x, box.bottom() - line, box.w, line}, *beside[i], unit);
    box.h -= line + 3;
  }
  const float chip_em = sized(15, unit), head = chip_em * 1.5f;
  const Rect chip = draw_chip(p, {box.x, box.y + head / 2}, p.word(Text::programme_now), {c.malachite, c.white, chip_em});
  const bool leg = now.kind == ItemKind::travel, counts = now.minutes_left >= 0;
  const std::string word = leg ? vehicle_text(p, now.vehicle) : counts ? now.place : now.start.empty() ? now.phase : fill_in(p.word(Text::programme_begins), {now.start});
  if (!word.empty()) draw_text_middle(p, {chip.right() + kGap, box.y, box.right() - chip.right() - kGap, head}, word, {.em = chip_em, .color = c.ink, .max_lines = 1});
  const bool way = leg && now.progress >= 0;
  const float rest = box.h - head - 4, tail = (way ? 0.20f : now.progress >= 0 ? 0.13f : 0) * rest;
  const float room = rest - tail, below = counts ? std::min(room * 0.5f, 86 * unit) : std::min(room * 0.45f, 66 * unit);
  const TextStyle title = title_style(p, box.w, room - below, now.title, sized(counts ? 39 : 46, unit));
  float y = box.y + head + 4;
  y += draw_text(p, {box.x, y, box.w, room - below}, now.title, title).height;
  if (counts) draw_big_minutes(p, {box.x, y, box.w, std::min(box.bottom() - tail - 2 - y, 100 * unit)}, now.minutes_left, unit);
  else draw_where(p, {box.x, y + 6 * unit, box.w, box.bottom() - tail - y - 6 * unit}, now, unit);
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
  const bool said = !model.event.announcements.empty();
  const bool last_card = said || changed;
  const auto draw_last = [&](Rect rect) { said ? draw_said(p, rect, model.event.announcements.front(), unit) : draw_change(p, rect, *changed, unit); };
  const float change_h = last_card ? std::max(30.0f, 46 * unit) : 0, clock_h = std::max(18.0f, 36 * unit);
  draw_clock(model, p, {page.x, 14 * unit, page.w, clock_h}, unit);
  const float top = 14 * unit + clock_h + 8 * unit;
  if (portrait) {
    const float next_h = model.event.next ? std::max(48.0f, 108 * unit) : 0;
    float y = bottom - 6 - change_h - (last_card ? 6 : 0) - next_h;
    const float now_end = y - 8 * unit;
    if (model.event.now) draw_now_block(model, p, {page.x, top, page.w, now_end - top}, unit);
    else if (has_now_card(model.event)) draw_now_card(model, state, {page.x, top, page.w, std::min(now_card_height(p, model.event, {}), now_end - top)}, {});
    draw_next(model, p, {page.x, y, page.w, next_h}, unit);
    y += next_h + (next_h > 0 ? 6 : 0);
    if (last_card) draw_last({page.x, y, page.w, change_h});
  } else {
    const float left_w = page.w * 0.56f, x = page.x + left_w + 14, right_w = page.w - left_w - 14;
    if (model.event.now) draw_now_block(model, p, {page.x, top, left_w, bottom - 6 - top}, unit);
    else if (has_now_card(model.event)) draw_now_card(model, state, {page.x, top, left_w, std::min(now_card_height(p, model.event, {}), bottom - 6 - top)}, {});
    draw_next(model, p, {x, top, right_w, bottom - 6 - top - change_h - (last_card ? 6 : 0)}, unit);
    if (last_card) draw_last({x, bottom - 6 - change_h, right_w, change_h});
  }
  const Rect hint{page.x, bottom, page.w, hint_h};
  draw_card(p, hint);
  const TextStyle words{.em = std::max(p.theme().body(), 12 * unit), .color = p.color().ink};
  TextStyle fit = words;
  const std::string& invitation = p.word(text_width(p, p.word(Text::standing_touch), {.em = p.theme().secondary()}) > hint.w - 24 - 1.1f * p.theme().secondary() ? Text::standing_touch_short : Text::standing_touch);
  fit.em = fitting_em(p, hint.w - 24, invitation, words, {words.em, p.theme().body(), p.theme().secondary()});
  const float icon = p.fonts().has_icons() ? fit.em * 1.1f + 2 : 0, width = icon + text_width(p, invitation, fit);
  draw_icon_text(p, hint.cx() - width / 2, hint.cy(), width + 0.5f, {Icon::touch, invitation, fit, p.color().ink, fit.em * 1.1f});
  return touched ? intent(model, IntentKind::touched) : Intent{};
}

}  // namespace openday::ui
