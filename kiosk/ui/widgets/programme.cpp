#include "kiosk/ui/widgets/programme.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <vector>

#include <fmt/core.h>

namespace openday::ui {
namespace {

constexpr float kRail = 1.1f, kNode = 3.6f;  // mm

bool is_leg(const Item& item) { return item.kind == ItemKind::travel; }

Color node_color(const Painter& p, const Item& item) {
  const Palette& c = p.color();
  if (item.change.kind != ChangeKind::none) return c.ochre;
  if (item.state == ItemState::done) return c.control;
  return c.azurite;
}

}  // namespace

std::string time_span(const Item& item) {
  if (item.start.empty()) return item.end;
  return item.end.empty() ? item.start : item.start + "\u2013" + item.end;
}

std::string change_text(const Painter& p, const Change& change) {
  switch (change.kind) {
    case ChangeKind::none: return {};
    case ChangeKind::delayed: return fill_in(p.word(Text::change_delayed), {fmt::format("{:+}", change.minutes)});
    case ChangeKind::moved: return change.text.empty() ? p.word(Text::change_moved) : fill_in(p.word(Text::change_moved_to), {change.text});
    case ChangeKind::inserted: return p.word(Text::change_inserted);
    case ChangeKind::skipped: return p.word(Text::change_skipped);
    case ChangeKind::other: return change.text.empty() ? p.word(Text::change_other) : change.text;
  }
  return {};
}

Icon vehicle_icon(Vehicle vehicle) { return vehicle == Vehicle::walk ? Icon::walk : Icon::bus; }

std::string vehicle_text(const Painter& p, Vehicle vehicle) {
  switch (vehicle) {
    case Vehicle::bus: return p.word(Text::programme_by_bus);
    case Vehicle::walk: return p.word(Text::programme_on_foot);
    case Vehicle::none: return p.word(Text::programme_on_the_way);
  }
  return {};
}

std::string place_and_owner(const Item& item) {
  if (item.place.empty()) return item.owner;
  return item.owner.empty() || item.owner == item.place ? item.place : item.place + " · " + item.owner;
}

std::string leg_text(const Painter& p, const Item& item) {
  return item.minutes > 0 ? fill_in(p.word(Text::programme_about_minutes), {std::to_string(item.minutes)}) : vehicle_text(p, item.vehicle);
}

float draw_minutes_left(Painter& p, float right, float baseline, int minutes, float em, float number_em, Color words, Color number) {
  if (minutes < 0) return right;
  const TextStyle small{.em = em, .color = words};
  const bool hours = minutes >= 100;
  const std::string figure = hours ? fmt::format("{}:{:02}", minutes / 60, minutes % 60) : std::to_string(minutes);
  const std::array runs{Run{p.word(Text::programme_left_before), small, 0}, Run{figure, {.face = Face::bold, .em = number_em, .color = number}, em * 0.18f},
                        Run{p.word(hours ? Text::programme_left_after_hours : Text::programme_left_after), small, em * 0.18f}};
  const float left = right - runs_width(p, runs);
  draw_runs(p, {left, baseline}, runs);
  return left;
}

void draw_way(Painter& p, Rect box, Vehicle vehicle, double progress, Color done, Color ahead, Color disc, Color sign, float dot) {
  const float from = box.x + box.h * 0.2f, to = box.right() - box.h * 0.2f, swing = box.h * 0.26f;
  const auto at = [&](float t) { return Point{from + (to - from) * t, box.cy() - swing * std::sin(2 * std::numbers::pi_v<float> * t)}; };
  const auto now = static_cast<float>(std::clamp(progress, 0.0, 1.0));
  const float place = 0.08f + 0.84f * now, radius = box.h * 0.28f, clear = (radius + 3) / (to - from);
  const int dots = std::max(8, static_cast<int>((to - from) / 5.25f));
  for (int i = 1; i < dots; ++i) {
    const float t = static_cast<float>(i) / static_cast<float>(dots);
    if (std::fabs(t - place) < clear) continue;
    p.circle(at(t), dot, t < place ? done : ahead);
  }
  p.circle(at(0), 3.3f, done);
  p.circle(at(1), 4.1f, done);
  p.circle(at(1), 2.6f, mix(sign, done, 0.0f));
  p.circle(at(place), radius, disc);
  if (p.fonts().has_icons()) draw_icon(p, vehicle_icon(vehicle), at(place), radius * 1.1f, sign);
}

float item_row_height(const Painter& p, const Item& item) {
  const float k = p.theme().scale();
  if (is_leg(item)) return (item.change.kind == ChangeKind::none ? 27 : 33) * k;
  return 35 * k;
}

void draw_item_row(Painter& p, Rect row, const Item& item, bool rail_down) {
  const Palette& c = p.color();
  const float k = p.theme().scale(), time_em = 12 * k, text_x = row.x + (row.w < 150 * k ? 48 : 54) * k, rail_x = row.x + (row.w < 150 * k ? 41 : 44) * k;
  const float first = row.y + 8 * k;
  const bool leg = is_leg(item), done = item.state == ItemState::done, skipped = item.change.kind == ChangeKind::skipped;
  if (rail_down) {
    if (leg)
      for (float y = first + 5 * k; y < row.bottom() + 3 * k; y += 3.2f * k) p.circle({rail_x, y}, 0.6f * k, c.azurite_2);
    else p.line({rail_x, first}, {rail_x, row.bottom() + 5 * k}, kRail * k, done ? c.line : c.azurite_2);
  }
  if (leg) {
    p.circle({rail_x, first}, kNode * k, c.azurite_2);
    p.circle({rail_x, first}, (kNode - kRail) * k, c.silk);
  } else {
    p.circle({rail_x, first}, kNode * k, node_color(p, item));
  }
  const Color ink = done || skipped ? c.ink_2 : c.ink;
  if (!item.start.empty()) draw_runs(p, {row.x, baseline_at(first, time_em)}, std::array{Run{item.start, {.face = Face::bold, .em = time_em, .color = ink}, 0}});
  float width = row.right() - text_x;
  const std::string badge = change_text(p, item.change);
  const ChipStyle chip{c.ochre, c.white, p.theme().secondary()};
  const float badge_w = badge.empty() ? 0 : chip_rect(p, {0, 0}, badge, chip).w;
  const TextStyle title{.face = leg ? Face::regular : Face::bold, .em = (leg ? 10 : 11.5f) * k, .color = ink, .line = 1.2f, .max_lines = 1};
  const TextStyle small{.em = p.theme().secondary(), .color = c.ink_2, .max_lines = 1};
  float x = text_x;
  if (leg && p.fonts().has_icons()) {
    draw_icon(p, vehicle_icon(item.vehicle), {x + 4.5f * k, first}, 9 * k, c.azurite);
    x += 13 * k;
    width -= 13 * k;
  }
  const bool badge_beside = badge_w > 0 && text_width(p, item.title, title) + kGap + badge_w <= width;
  const float title_h = title.em * title.line;
  const TextSize size = draw_text(p, {x, first - title_h / 2, width, title_h}, item.title, title);
  if (badge_beside) draw_chip(p, {x + size.width + kGap, first}, badge, chip);
  const bool badge_below = badge_w > 0 && !badge_beside;
  const float second = first + (badge_below ? 14.2f * k : 7 * k + small.em * 0.62f);
  x = text_x;
  if (badge_below && badge_w > row.right() - x) draw_chip(p, {x, second}, p.word(Text::change_other), chip);
  else if (badge_below) x += draw_chip(p, {x, second}, badge, chip).w + 3;
  const float small_h = small.em * small.line;
  std::string below = leg ? leg_text(p, item) : place_and_owner(item);
  if (!leg && item.change.kind == ChangeKind::delayed && !item.end.empty())
    below = fill_in(p.word(Text::programme_until), {item.end}) + (below.empty() ? "" : " · " + below);
  if (row.right() - x > 20 && !below.empty() && !(badge_below && badge_w > row.right() - text_x)) draw_text(p, {x, second - small_h / 2, row.right() - x, small_h}, below, small);
}

}  // namespace openday::ui
