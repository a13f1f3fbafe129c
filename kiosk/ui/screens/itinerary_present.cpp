#include <algorithm>
#include <array>

#include "kiosk/ui/screens/itinerary_parts.h"

namespace openday::ui {
namespace {

// Room of the bar with its times below, mm at standard type.
constexpr float kBarRoom = 15;

Color sand(const Painter& p) { return p.theme().high_contrast() ? p.color().white : rgb(0xF6F1E4); }
Color track(const Painter& p) { return p.theme().high_contrast() ? p.color().ink_2 : p.color().malachite_2; }

// From when to when, and where now is in between.
void draw_now_bar(Painter& p, Rect row, const Item& item, const std::string& clock) {
  const Palette& c = p.color();
  const float k = p.theme().scale(), y = row.y + 3.6f * k, at = row.x + row.w * static_cast<float>(std::clamp(item.progress, 0.0, 1.0));
  draw_bar(p, {row.x, y - 1.2f * k, row.w, 2.4f * k}, item.progress, c.white, track(p));
  p.circle({std::clamp(at, row.x + 3.4f * k, row.right() - 3.4f * k), y}, 3.4f * k, c.white);
  if (row.h < kBarRoom * k - 0.5f) return;
  const TextStyle small{.em = p.theme().secondary(), .color = c.white, .max_lines = 1}, bold{.face = Face::bold, .em = p.theme().secondary(), .color = c.white};
  const float base = y + 5 * k + small.em * 0.8f, start_w = text_width(p, item.start, small), end_w = text_width(p, item.end, small), now_w = text_width(p, clock, bold);
  if (!item.start.empty()) draw_runs(p, {row.x, base}, std::array{Run{item.start, small, 0}});
  if (!item.end.empty()) draw_runs(p, {row.right() - end_w, base}, std::array{Run{item.end, small, 0}});
  const float x = std::clamp(at - now_w / 2, row.x + start_w + 5, std::max(row.x + start_w + 5, row.right() - end_w - now_w - 5));
  if (x + now_w + 4 <= row.right() - end_w && clock != item.start) draw_runs(p, {x, base}, std::array{Run{clock, bold, 0}});
}

// Narrow: the title first, then how long it still takes.
void draw_small(Painter& p, Rect inner, float y, const Item& item) {
  const Palette& c = p.color();
  const float k = p.theme().scale(), body = p.theme().body();
  const TextStyle title{.face = Face::serif, .em = 13 * k, .color = c.white, .line = 1.2f, .max_lines = 1};
  y += draw_text(p, {inner.x, y, inner.w, title.em * 1.2f}, item.title, title).height;
  if (inner.bottom() - y >= body) draw_minutes_left(p, inner.right(), std::min(inner.bottom() - 1, y + body * 1.1f), item.minutes_left, body, 13 * k, c.white, c.white);
}

// A long title over the whole width; place and minutes share the row below.
void draw_wide(const Model& model, Painter& p, Rect inner, float y, const Item& item) {
  const Palette& c = p.color();
  const float k = p.theme().scale(), body = p.theme().body(), number = 18 * k;
  TextStyle title{.face = Face::serif, .color = c.white, .line = 1.2f, .max_lines = 2, .balanced = true};
  title.em = fitting_em(p, inner.w, item.title, title, {20 * k, 17 * k}, 1);
  if (text_width(p, item.title, title) > inner.w) title.em = fitting_em(p, inner.w, item.title, title, {15 * k, 14 * k, 13 * k}, 2);
  y += draw_text(p, {inner.x, y, inner.w, title.em * 2.4f}, item.title, title).height;
  const float bar = item.progress >= 0 ? kBarRoom * k : 0, centre = (y + inner.bottom() - bar) / 2 - (bar > 0 ? 2.5f * k : 0);
  const float left = draw_minutes_left(p, inner.right(), centre + number * 0.36f, item.minutes_left, body, number, c.white, c.white);
  const std::string where = place_and_owner(item);
  if (!where.empty()) draw_icon_text(p, inner.x, centre, left - inner.x - kGap, {item.place.empty() ? Icon::people : Icon::place, where, {.em = body, .color = c.white}, c.white, 9 * k});
  if (bar > 0) draw_now_bar(p, {inner.x, inner.bottom() - bar, inner.w, bar}, item, model.strip.clock);
}

// The dotted way with the names of its ends.
void draw_leg(Painter& p, Rect box, const Item& item) {
  const Palette& c = p.color();
  const float labels = p.theme().secondary() * kLineSpacing;
  const Color ahead = p.theme().high_contrast() ? c.white : c.malachite_3;
  draw_way(p, {box.x, box.y, box.w, box.h - labels}, item.vehicle, std::max(item.progress, 0.0), c.white, ahead, c.white, c.malachite);
  const TextStyle small{.em = p.theme().secondary(), .color = c.white, .max_lines = 1};
  TextStyle to = small;
  to.align = Align::right;
  draw_text(p, {box.x + 4, box.bottom() - labels, box.w / 2 - 6, labels}, item.from, small);
  draw_text(p, {box.cx() + 2, box.bottom() - labels, box.w / 2 - 6, labels}, item.to, to);
}

// Chip, times, and on the right the vehicle or what changed.
void draw_head(Painter& p, Rect inner, float head, const Item& item, bool roomy) {
  const Palette& c = p.color();
  const float k = p.theme().scale(), body = p.theme().body(), centre = inner.y + head / 2;
  const TextStyle white{.em = body, .color = c.white};
  const Rect chip = draw_chip(p, {inner.x, centre}, p.word(Text::programme_now), {sand(p), c.malachite, p.theme().secondary()});
  float right = inner.right();
  const std::string badge = change_text(p, item.change);
  if (item.kind == ItemKind::travel && roomy) {
    const std::string vehicle = vehicle_text(p, item.vehicle);
    const float w = text_width(p, vehicle, white) + (p.fonts().has_icons() ? 9 * k + 2 : 0);
    draw_icon_text(p, right - w, centre, w + 0.5f, {vehicle_icon(item.vehicle), vehicle, white, c.white, 9 * k});
    right -= w + kGap;
  } else if (!badge.empty()) {
    const ChipStyle style{c.ochre, c.white, p.theme().secondary()};
    const bool fits = chip_rect(p, {0, 0}, badge, style).w < inner.w * 0.45f;
    const std::string& text = fits ? badge : p.word(Text::change_other);
    const float w = chip_rect(p, {0, 0}, text, style).w;
    if (right - w > chip.right() + kGap) draw_chip(p, {right - w, centre}, text, style), right -= w + kGap;
  }
  const std::string said = item.start.empty() ? item.phase : item.end.empty() ? fill_in(p.word(Text::programme_begins), {item.start}) : time_span(item);
  if (!said.empty() && chip.right() + kGap + text_width(p, said, white) <= right) draw_runs(p, {chip.right() + kGap, baseline_at(centre, body)}, std::array{Run{said, white, 0}});
}

}  // namespace

float present_height(const Painter& p, const Item& item, bool roomy) {
  const float k = p.theme().scale();
  const bool way = item.kind == ItemKind::travel, bar = item.progress >= 0;
  if (!roomy) return 12 + 14 * k + (p.theme().width() < 150 * k || !p.theme().portrait() ? 30 : 18) * k + (way || !bar ? 0 : 10 * k);
  return (way ? (bar ? 106.0f : 70.0f) : bar ? 92.0f : 70.0f) * std::max(1.0f, k * 0.92f);
}

void draw_present(const Model& model, Painter& p, Rect rect, const Item& item, bool roomy) {
  const Palette& c = p.color();
  const float k = p.theme().scale(), body = p.theme().body();
  p.shadow(rect, kCardRadius);
  p.fill_round(rect, kCardRadius, c.malachite);
  const Rect inner = rect.inset(8, roomy ? 6 : 4);
  const float head = 14 * k;
  draw_head(p, inner, head, item, roomy);
  const bool leg = item.kind == ItemKind::travel;
  const TextStyle white{.em = body, .color = c.white};
  float y = inner.y + head + (roomy ? 2 : 1);
  const float number = (roomy ? 26 : 16) * k;
  const float minutes_w = item.minutes_left >= 0 ? text_width(p, std::to_string(item.minutes_left), {.face = Face::bold, .em = number}) +
                                                       text_width(p, p.word(Text::programme_left_before), white) + text_width(p, p.word(Text::programme_left_after), white) + 6 : 0;
  TextStyle title{.face = Face::serif, .color = c.white, .line = 1.25f, .max_lines = 1};
  const float beside = inner.w - minutes_w - (minutes_w > 0 ? kGap : 0), wish = (roomy ? 20.0f : 14.0f) * k;
  title.em = std::min(wish, fitting_em(p, beside, item.title, title, {wish, 17 * k, 15 * k, 13 * k}));
  if (beside < 60 * k && text_width(p, item.title, title) > beside) return draw_small(p, inner, y, item);
  const bool two = text_width(p, item.title, title) > beside && rect.h > 66 * k;
  if (roomy && !leg && minutes_w > 0 && title.em < 20 * k - 0.1f) return draw_wide(model, p, inner, y, item);
  if (two) title.max_lines = 2, title.line = 1.2f;
  const float block = two ? title.em * 2.4f : std::max(title.em * 1.25f, minutes_w > 0 ? number * 0.9f : 0);
  draw_text_middle(p, {inner.x, y, beside, block}, item.title, title);
  draw_minutes_left(p, inner.right(), y + block / 2 + number * 0.34f, item.minutes_left, body, number, c.white, c.white);
  y += block + 2;
  if (leg && roomy && item.progress >= 0 && inner.bottom() - y > 30) return draw_leg(p, {inner.x, y + 2 * k, inner.w, inner.bottom() - y - 2 * k}, item);
  const float row = body * kLineSpacing, bar = item.progress >= 0 ? (roomy ? kBarRoom : 7) * k : 0;
  const std::string where = leg ? leg_text(p, item) : place_and_owner(item);
  if (!where.empty() && y + row <= inner.bottom() + 1) {
    draw_icon_text(p, inner.x, y + row / 2, inner.w, {leg ? vehicle_icon(item.vehicle) : item.place.empty() ? Icon::people : Icon::place, where, white, c.white, 9 * k});
    y += row;
  }
  if (bar > 0 && inner.bottom() - y >= 10 * k) {
    const float h = std::min(bar, inner.bottom() - y - 3 * k);
    draw_now_bar(p, {inner.x, inner.bottom() - h, inner.w, h}, item, model.strip.clock);
  }
}

}  // namespace openday::ui
