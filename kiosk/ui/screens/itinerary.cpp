// The day as a timeline: what is over is folded, the present item large, travel legs dotted, changes with a badge. A list
// longer than the page is turned over page by page.
#include <algorithm>
#include <array>
#include <vector>

#include "kiosk/ui/screens/screens.h"
#include "kiosk/ui/widgets/cards.h"
#include "kiosk/ui/widgets/frame.h"
#include "kiosk/ui/widgets/programme.h"
#include "kiosk/ui/widgets/scenery.h"

namespace openday::ui {
namespace {

std::vector<const Item*> rows_in(const Event& event, std::initializer_list<ItemState> states) {
  std::vector<const Item*> rows;
  for (const Item& item : event.items)
    if (std::find(states.begin(), states.end(), item.state) != states.end()) rows.push_back(&item);
  return rows;
}

std::string count_text(const Model& model, const Painter& p) {
  const auto& items = model.event.items;
  const auto now = std::find_if(items.begin(), items.end(), [](const Item& item) { return item.state == ItemState::now; });
  const std::string all = std::to_string(items.size());
  if (now == items.end()) return fill_in(p.word(Text::itinerary_count), {all});
  return fill_in(p.word(Text::itinerary_position), {all, std::to_string(now - items.begin() + 1)});
}

float draw_title(const Model& model, Painter& p, Rect page, float y) {
  const float k = p.theme().scale();
  TextStyle title{.face = Face::serif, .color = p.color().ink, .line = 1.25f, .max_lines = 1};
  const bool small = p.theme().tight();
  title.em = small ? 14 * k : 20 * k;
  title.em = fitting_em(p, page.w, p.word(Text::itinerary_title), title, {title.em, 16 * k, 13 * k});
  const float height = title.em * 1.35f;
  const float width = draw_text(p, {page.x, y, page.w, height}, p.word(Text::itinerary_title), title).width;
  const TextStyle soft{.em = p.theme().body(), .color = p.color().ink_2, .align = Align::right, .max_lines = 1};
  const std::string count = count_text(model, p);
  if (!model.event.items.empty() && width + 6 + text_width(p, count, soft) < page.w)
    draw_text(p, {page.x + width, y + height / 2 - soft.em * 0.55f, page.w - width, soft.em * kLineSpacing}, count, soft);
  return y + height + (small ? 1 : 3);
}

// The folded rows: how many, from when to when, and the way to unfold them.
bool draw_fold(Painter& p, Rect row, const std::vector<const Item*>& done, bool open) {
  const Palette& c = p.color();
  const std::string& word = p.word(open ? Text::itinerary_fold : Text::itinerary_unfold);
  const bool tapped = p.target(row, word);
  if (p.theme().high_contrast()) p.outlined(row, 5, c.paper, c.control, p.theme().outline());
  else p.fill_round(row, 5, p.held() ? mix(c.silk_2, c.ink, 0.08f) : c.silk_2);
  const float k = p.theme().scale(), body = p.theme().body();
  const Rect inner = row.inset(7, 0);
  const TextStyle way{.em = body, .color = c.azurite};
  const float way_w = text_width(p, word, way) + (p.fonts().has_icons() ? 11 * k : 0);
  const float used = draw_icon_text(p, inner.x, inner.cy(), inner.w - way_w - 4, {Icon::check_circle, fill_in(p.word(Text::itinerary_done), {std::to_string(done.size())}), {.em = body, .color = c.ink}, c.malachite, 9 * k});
  std::string span = done.front()->start;
  const std::string& end = done.back()->end.empty() ? done.back()->start : done.back()->end;
  if (!span.empty() && !end.empty()) span += "\u2013" + end;
  if (used + 10 + text_width(p, span, {.em = body}) < inner.w - way_w - 4)
    draw_text_middle(p, {inner.x + used + 10, inner.y, inner.w, inner.h}, span, {.em = body, .color = c.ink, .max_lines = 1});
  draw_text_middle(p, {inner.right() - way_w, inner.y, way_w, inner.h}, word, way);
  draw_icon(p, open ? Icon::expand_less : Icon::expand_more, {inner.right() - 4.5f * k, inner.cy()}, 9 * k, c.azurite);
  return tapped;
}

float present_height(const Painter& p, const Item& item, bool roomy) {
  const float k = p.theme().scale();
  const bool way = item.kind == ItemKind::travel;
  if (!roomy) return 12 + 14 * k + (p.theme().width() < 150 * k || !p.theme().portrait() ? 30 : 18) * k + (way ? 0 : 10 * k);
  return (way ? 106 : 88) * std::max(1.0f, k * 0.92f);
}

// Narrow: the title first, then how long it still takes.
void draw_present_small(Painter& p, Rect inner, float y, const Item& item) {
  const Palette& c = p.color();
  const float k = p.theme().scale(), body = p.theme().body();
  const TextStyle title{.face = Face::serif, .em = 13 * k, .color = c.white, .line = 1.2f, .max_lines = 1};
  y += draw_text(p, {inner.x, y, inner.w, title.em * 1.2f}, item.title, title).height;
  if (inner.bottom() - y >= body) draw_minutes_left(p, inner.right(), std::min(inner.bottom() - 1, y + body * 1.1f), item.minutes_left, body, 13 * k, c.white, c.white);
}

// A long title over the whole width; place and minutes share the row below.
void draw_present_wide(Painter& p, Rect inner, float y, const Item& item) {
  const Palette& c = p.color();
  const float k = p.theme().scale(), body = p.theme().body(), number = 20 * k;
  TextStyle title{.face = Face::serif, .color = c.white, .line = 1.2f, .max_lines = 2, .balanced = true};
  title.em = fitting_em(p, inner.w, item.title, title, {20 * k, 17 * k}, 1);
  if (text_width(p, item.title, title) > inner.w) title.em = fitting_em(p, inner.w, item.title, title, {15 * k, 14 * k, 13 * k}, 2);
  y += draw_text(p, {inner.x, y, inner.w, title.em * 2.4f}, item.title, title).height;
  const float bar = 7 * k, centre = (y + inner.bottom() - (item.progress >= 0 ? bar : 0)) / 2;
  const float left = draw_minutes_left(p, inner.right(), centre + number * 0.36f, item.minutes_left, body, number, c.white, c.white);
  const std::string where = place_and_owner(item);
  if (!where.empty()) draw_icon_text(p, inner.x, centre, left - inner.x - kGap, {Icon::place, where, {.em = body, .color = c.white}, c.white, 9 * k});
  if (item.progress >= 0) draw_bar(p, {inner.x, inner.bottom() - 3.4f * k, inner.w, 2.4f * k}, item.progress, c.white, p.theme().high_contrast() ? c.ink_2 : c.malachite_2);
}

// The present item: malachite, minutes left large, the way or the progress below.
void draw_present(Painter& p, Rect rect, const Item& item, bool roomy) {
  const Palette& c = p.color();
  const float k = p.theme().scale(), body = p.theme().body();
  p.shadow(rect, kCardRadius);
  p.fill_round(rect, kCardRadius, c.malachite);
  const Rect inner = rect.inset(8, roomy ? 6 : 4);
  const float head = 14 * k, centre = inner.y + head / 2, baseline = baseline_at(centre, body);
  const Color sand = p.theme().high_contrast() ? c.white : rgb(0xF6F1E4);
  const Rect chip = draw_chip(p, {inner.x, centre}, p.word(Text::programme_now), {sand, c.malachite, p.theme().secondary()});
  const bool leg = item.kind == ItemKind::travel;
  float right = inner.right();
  const TextStyle white{.em = body, .color = c.white};
  const std::string badge = change_text(p, item.change);
  const ChipStyle badge_style{c.ochre, c.white, p.theme().secondary()};
  if (leg && roomy) {
    const std::string vehicle = vehicle_text(p, item.vehicle);
    const float w = text_width(p, vehicle, white) + (p.fonts().has_icons() ? 9 * k + 2 : 0);
    draw_icon_text(p, right - w, centre, w + 0.5f, {vehicle_icon(item.vehicle), vehicle, white, c.white, 9 * k});
    right -= w + kGap;
  } else if (!badge.empty()) {
    const float w = chip_rect(p, {0, 0}, badge, badge_style).w;
    draw_chip(p, {right - w, centre}, badge, badge_style);
    right -= w + kGap;
  }
  const std::string span = time_span(item);
  if (chip.right() + kGap + text_width(p, span, white) <= right) draw_runs(p, {chip.right() + kGap, baseline}, std::array{Run{span, white, 0}});
  float y = inner.y + head + (roomy ? 2 : 1);
  const float number = (roomy ? 26 : 16) * k;
  const float minutes_left_w = item.minutes_left >= 0 ? text_width(p, std::to_string(item.minutes_left), {.face = Face::bold, .em = number}) +
                                                            text_width(p, p.word(Text::programme_left_before), white) + text_width(p, p.word(Text::programme_left_after), white) + 6 : 0;
  TextStyle title{.face = Face::serif, .color = c.white, .line = 1.25f, .max_lines = 1};
  const float beside = inner.w - minutes_left_w - kGap;
  title.em = std::min((roomy ? 20.0f : 14.0f) * k, fitting_em(p, beside, item.title, title, {(roomy ? 20.0f : 14.0f) * k, 17 * k, 15 * k, 13 * k}));
  if (beside < 60 * k && text_width(p, item.title, title) > beside) return draw_present_small(p, inner, y, item);
  const bool two = text_width(p, item.title, title) > beside && rect.h > 80 * k;
  if (roomy && !leg && title.em < 20 * k - 0.1f) return draw_present_wide(p, inner, y, item);
  const float title_h = std::max(title.em * 1.25f, number * 0.9f);
  if (two) title.max_lines = 2, title.line = 1.2f;
  const float block = two ? title.em * 2.4f : title_h;
  draw_text_middle(p, {inner.x, y, beside, block}, item.title, title);
  draw_minutes_left(p, inner.right(), y + block / 2 + number * 0.34f, item.minutes_left, body, number, c.white, c.white);
  y += block + 2;
  if (leg && roomy && inner.bottom() - y > 30) {
    const float labels = p.theme().secondary() * kLineSpacing;
    const double progress = item.progress >= 0 ? item.progress : 0;
    const Color ahead = p.theme().high_contrast() ? c.white : c.malachite_3;
    draw_way(p, {inner.x, y, inner.w, inner.bottom() - y - labels}, item.vehicle, progress, c.white, ahead, c.white, c.malachite);
    const TextStyle small{.em = p.theme().secondary(), .color = c.white, .max_lines = 1};
    TextStyle to = small;
    to.align = Align::right;
    draw_text(p, {inner.x + 4, inner.bottom() - labels, inner.w / 2 - 6, labels}, item.from, small);
    draw_text(p, {inner.cx() + 2, inner.bottom() - labels, inner.w / 2 - 6, labels}, item.to, to);
    return;
  }
  const float row = body * kLineSpacing;
  const std::string where = leg ? (item.to.empty() ? vehicle_text(p, item.vehicle) : item.to) : place_and_owner(item);
  if (!where.empty() && y + row <= inner.bottom() + 1) {
    draw_icon_text(p, inner.x, y + row / 2, inner.w, {leg ? vehicle_icon(item.vehicle) : Icon::place, where, white, c.white, 9 * k});
    y += row;
  }
  if (item.progress >= 0 && inner.bottom() - y >= 4)
    draw_bar(p, {inner.x, inner.bottom() - 3.4f * k, inner.w, 2.4f * k}, item.progress, c.white, p.theme().high_contrast() ? c.ink_2 : c.malachite_2);
}

// As many rows from `first` as the box holds; the rest by turning the page. Returns the intent-free result: next page asked.
void draw_rows(Painter& p, Rect box, const std::vector<const Item*>& rows, int& page_number) {
  if (rows.empty()) return;
  const float turn_h = 18 * std::max(1.0f, p.theme().scale() * 0.9f);
  std::vector<std::size_t> starts{0};
  const auto fits_from = [&](std::size_t from, float height) {
    std::size_t i = from;
    float used = 0;
    while (i < rows.size() && used + item_row_height(p, *rows[i]) - 6 <= height) used += item_row_height(p, *rows[i++]);
    return std::max(i, from + 1);
  };
  const bool all = fits_from(0, box.h) >= rows.size();
  while (!all) {
    const std::size_t next = fits_from(starts.back(), box.h - turn_h - kGap);
    if (next >= rows.size()) break;
    starts.push_back(next);
  }
  page_number = std::clamp(page_number, 0, static_cast<int>(starts.size()) - 1);
  const std::size_t from = starts[static_cast<std::size_t>(page_number)], to = static_cast<std::size_t>(page_number) + 1 < starts.size() ? starts[static_cast<std::size_t>(page_number) + 1] : rows.size();
  float y = box.y;
  for (std::size_t i = from; i < to; ++i) {
    const float height = item_row_height(p, *rows[i]);
    draw_item_row(p, {box.x, y, box.w, height}, *rows[i], i + 1 < to);
    y += height;
  }
  if (all) return;
  const Rect turn{box.x, box.bottom() - turn_h, box.w, turn_h};
  const bool more = to < rows.size();
  const std::string label = more ? fill_in(p.word(Text::itinerary_more), {std::to_string(rows.size() - to)}) : p.word(Text::itinerary_first_rows);
  if (button(p, turn, label, {.look = Look::outlined, .em = p.theme().body(), .icon = more ? Icon::expand_more : Icon::expand_less, .radius = 5})) page_number = more ? page_number + 1 : 0;
}

Intent draw_buttons(const Model& model, Painter& p, Rect row) {
  const bool rate = model.event.rating == RatingState::open;
  const float count = rate ? 3 : 2, w = (row.w - kGap * (count - 1)) / count;
  ButtonStyle style{.look = Look::floating, .em = 11 * p.theme().scale(), .icon = Icon::home};
  Intent out;
  if (button(p, {row.x, row.y, w, row.h}, p.word(Text::quiet_home_short), style)) out = intent(model, IntentKind::go_home);
  style.icon = Icon::how_to_reg;
  if (button(p, {row.x + w + kGap, row.y, w, row.h}, p.word(Text::home_check_in), style)) out = intent(model, IntentKind::open_check_in);
  style.icon = Icon::rate_review;
  if (rate && button(p, {row.x + 2 * (w + kGap), row.y, w, row.h}, p.word(Text::home_rating), style)) out = intent(model, IntentKind::open_rating);
  return out;
}

const Item* present_of(const Event& event) {
  if (event.now) return &*event.now;
  for (const Item& item : event.items)
    if (item.state == ItemState::now) return &item;
  return nullptr;
}

}  // namespace

Intent draw_itinerary(const Model& model, ScreenState& state) {
  Painter& p = state.paint;
  draw_low_hills(state);
  draw_strip(model, state);
  const bool tight = p.theme().tight();
  if (tight) draw_silk(state), draw_strip(model, state);
  const auto foot = draw_foot(model, state, tight ? kQuietHome | kQuietHelp : kQuietUsual, tight ? QuietGround::none : QuietGround::card, p.color().ink);
  const Rect page = column(p);
  const float k = p.theme().scale(), top = strip_height(p) + 1;
  const bool portrait = p.theme().portrait(), roomy = p.theme().height() > (portrait ? 340 * k : 220 * k);
  const float left_w = portrait ? page.w : (page.w - 20) * (p.theme().tight() ? 0.56f : 0.5f);
  const float buttons_h = tight ? 0 : (roomy ? 28 : 22) * std::max(1.0f, k * 0.85f);
  const float gap = roomy ? 6 : kGap;
  const float buttons_y = portrait ? foot.top - (roomy ? std::max(10.0f, foot.top - 410 > 30 && k == 1 ? 38.0f : 10.0f) : kGap) - buttons_h : foot.top - (roomy ? 8 : kGap) - buttons_h;
  Intent out = foot.intent;
  float y = draw_title(model, p, {page.x, 0, left_w, 0}, top);
  const auto done = rows_in(model.event, {ItemState::done});
  bool& open = state.own.past_open;
  const float fold_h = 18 * std::max(1.0f, k * 0.9f);
  if (!done.empty()) {
    if (draw_fold(p, {page.x, y, left_w, fold_h}, done, open)) open = !open, state.own.list_page = 0;
    y += fold_h + gap;
  }
  if (!tight)
    if (Intent did = draw_buttons(model, p, {page.x, buttons_y, left_w, buttons_h})) out = did;
  const auto ahead = open ? done : rows_in(model.event, {ItemState::next, ItemState::later});
  const float rows_bottom = portrait ? buttons_y - gap : foot.top - kGap;
  const Item* present = open && portrait ? nullptr : present_of(model.event);
  if (present) {
    const float wish = present_height(p, *present, roomy), height = std::min(wish, (portrait ? rows_bottom : buttons_y - gap) - y);
    draw_present(p, {page.x, y, left_w, height}, *present, roomy);
    y += height + (roomy ? 14 : 8);
  } else if (!open && model.event.items.empty()) {
    const float height = now_card_height(p, model.event, {});
    draw_now_card(model, state, {page.x, y, left_w, height}, {});
  }
  const Rect rows = portrait ? Rect{page.x, y, page.w, rows_bottom - y} : Rect{page.x + left_w + 20, top + 8, page.w - left_w - 20, rows_bottom - top - 8};
  draw_rows(p, rows, ahead, state.own.list_page);
  return out;
}

}  // namespace openday::ui
