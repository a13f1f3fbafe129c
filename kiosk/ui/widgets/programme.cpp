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
  std::string out = item.minutes > 0 ? fill_in(p.word(Text::programme_about_minutes), {std::to_string(item.minutes)}) : std::string();
  if (item.vehicle != Vehicle::none || out.empty()) out = vehicle_text(p, item.vehicle) + (out.empty() ? "" : " · " + out);
  if (!item.from.empty() && !item.to.empty()) return item.from + " → " + item.to + " · " + out;
  return item.to.empty() ? out : "→ " + item.to + " · " + out;
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

namespace {

// Where the parts of a row stand. Without times the rail moves to the margin and its nodes carry numbers.
struct RowPlace {
  float rail_x, text_x, first;
  bool numbered;
};

RowPlace place_of(const Painter& p, Rect row, const Item& item) {
  const float k = p.theme().scale();
  const bool narrow = row.w < 150 * k, slim = row.w < 105 * k, numbered = item.slot == Slot::numbered;
  if (numbered) return {row.x + 7 * k, row.x + 20 * k, row.y + 8 * k, true};
  return {row.x + (slim ? 29 : narrow ? 41 : 44) * k, row.x + (slim ? 35 : narrow ? 48 : 54) * k, row.y + 8 * k, false};
}

void draw_rail(Painter& p, Rect row, const Item& item, const RowPlace& at, bool rail_down) {
  const Palette& c = p.color();
  const float k = p.theme().scale(), radius = at.numbered ? 6.4f * k : kNode * k;
  const bool leg = is_leg(item), done = item.state == ItemState::done;
  if (rail_down) {
    if (leg)
      for (float y = at.first + 5 * k; y < row.bottom() + 3 * k; y += 3.2f * k) p.circle({at.rail_x, y}, 0.6f * k, c.azurite_2);
    else p.line({at.rail_x, at.first}, {at.rail_x, row.bottom() + 5 * k}, kRail * k, done ? c.line : c.azurite_2);
  }
  const Color node = item.state == ItemState::now ? c.malachite : node_color(p, item);
  // The present row of an unfolded list: what has passed of it, and a line where now is.
  if (item.state == ItemState::now && item.progress >= 0 && rail_down) {
    const float y = at.first + (row.h - 3 * k) * static_cast<float>(std::clamp(item.progress, 0.0, 1.0));
    p.line({at.rail_x, at.first}, {at.rail_x, y}, 2.4f * k, c.malachite);
    p.line({at.rail_x, y}, {at.text_x - 2 * k, y}, 0.9f * k, c.malachite);
    p.circle({at.rail_x, y}, 2.2f * k, c.malachite);
  }
  p.circle({at.rail_x, at.first}, radius, leg ? c.azurite_2 : node);
  if (leg) p.circle({at.rail_x, at.first}, radius - kRail * k, c.silk);
}

// The time, the number in its node, or words.
void draw_slot(Painter& p, Rect row, const Item& item, const RowPlace& at, Color ink) {
  const Palette& c = p.color();
  const float k = p.theme().scale(), time_em = 12 * k;
  if (at.numbered) {
    const std::string number = item.number > 0 ? std::to_string(item.number) : std::string();
    const TextStyle style{.face = Face::bold, .em = 8.3f * k, .color = is_leg(item) ? c.azurite : c.white};
    draw_runs(p, {at.rail_x - text_width(p, number, style) / 2, baseline_at(at.first, style.em) - 0.4f * k}, std::array{Run{number, style, 0}});
    return;
  }
  const std::string text = item.slot == Slot::afterwards ? p.word(Text::slot_afterwards) : item.slot == Slot::throughout ? p.word(Text::slot_throughout) : item.start;
  TextStyle style{.face = Face::bold, .em = time_em, .color = ink, .max_lines = 1};
  style.em = fitting_em(p, at.rail_x - kNode * k - row.x - 1, text, style, {time_em, 10 * k, p.theme().secondary()});
  if (!text.empty()) draw_text(p, {row.x, at.first - style.em * 0.675f, at.rail_x - kNode * k - row.x, style.em * kLineSpacing}, text, style);
}

std::string second_line(const Painter& p, const Item& item) {
  const bool said = item.change.kind == ChangeKind::moved && item.change.text == item.place;   // by the badge
  std::string below = is_leg(item) ? leg_text(p, item) : said ? item.owner : place_and_owner(item);
  if (!is_leg(item) && item.change.kind == ChangeKind::delayed && !item.end.empty())
    below = fill_in(p.word(Text::programme_until), {item.end}) + (below.empty() ? "" : " · " + below);
  return below;
}

// What does not fit goes whole, the last part first: a place · an owner, not "a place · an ow…".
std::string fitting_parts(const Painter& p, std::string text, float width, const TextStyle& style) {
  constexpr std::string_view kBetween = " · ";
  for (auto cut = text.rfind(kBetween); cut != std::string::npos && text_width(p, text, style) > width; cut = text.rfind(kBetween)) text.resize(cut);
  return text;
}

}  // namespace

void draw_item_row(Painter& p, Rect row, const Item& item, bool rail_down) {
  const Palette& c = p.color();
  const float k = p.theme().scale();
  const RowPlace at = place_of(p, row, item);
  const bool leg = is_leg(item), skipped = item.change.kind == ChangeKind::skipped;
  const Color ink = item.state == ItemState::done || skipped ? c.ink_2 : c.ink;
  draw_rail(p, row, item, at, rail_down);
  draw_slot(p, row, item, at, ink);
  float x = at.text_x, width = row.right() - at.text_x;
  if (leg && p.fonts().has_icons()) {
    draw_icon(p, vehicle_icon(item.vehicle), {x + 4.5f * k, at.first}, 9 * k, c.azurite);
    x += 13 * k;
    width -= 13 * k;
  }
  // Chips after the title: what changed, and whom the row is for; beside it where they fit, else one of them below.
  struct Tag {
    std::string text;
    ChipStyle style;
  };
  std::vector<Tag> tags;
  const std::string badge = change_text(p, item.change);
  if (!badge.empty()) tags.push_back({badge, {c.ochre, c.white, p.theme().secondary()}});
  if (!item.audience.empty()) tags.push_back({fill_in(p.word(Text::programme_for_part), {item.audience}), {c.azurite_4, c.azurite, p.theme().secondary()}});
  float tags_w = 0;
  for (const Tag& tag : tags) tags_w += chip_rect(p, {0, 0}, tag.text, tag.style).w + kGap;
  const TextStyle title{.face = leg ? Face::regular : Face::bold, .em = (leg ? 10 : 11.5f) * k, .color = ink, .line = 1.2f, .max_lines = 1};
  const TextStyle small{.em = p.theme().secondary(), .color = c.ink_2, .max_lines = 1};
  const bool beside = !tags.empty() && text_width(p, item.title, title) + tags_w <= width;
  const float title_h = title.em * title.line;
  const TextSize size = draw_text(p, {x, at.first - title_h / 2, width, title_h}, item.title, title);
  if (skipped) p.line({x, at.first + 0.4f * k}, {x + size.width, at.first + 0.4f * k}, 0.6f * k, ink);
  float after = x + size.width + kGap;
  for (const Tag& tag : tags)
    if (beside) after = draw_chip(p, {after, at.first}, tag.text, tag.style).right() + kGap;
  const bool below_tag = !tags.empty() && !beside;
  const float second = at.first + (below_tag ? 14.2f * k : 7 * k + small.em * 0.62f);
  x = at.text_x;
  if (below_tag) {
    const Tag& tag = tags.front();
    const bool whole = chip_rect(p, {0, 0}, tag.text, tag.style).w <= row.right() - x;
    const bool any = !badge.empty() && chip_rect(p, {0, 0}, p.word(Text::change_other), tag.style).w <= row.right() - x;
    if (whole || any) x = draw_chip(p, {x, second}, whole ? tag.text : p.word(Text::change_other), tag.style).right() + 3;
  }
  const std::string below = fitting_parts(p, second_line(p, item), row.right() - x, small);
  const float small_h = small.em * small.line;
  if (row.right() - x > 20 && !below.empty()) draw_text(p, {x, second - small_h / 2, row.right() - x, small_h}, below, small);
}

}  // namespace openday::ui
