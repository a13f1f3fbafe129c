#include <algorithm>

#include "kiosk/ui/screens/itinerary_parts.h"

namespace openday::ui {
namespace {

// A row, with the heading of its group above it where a new group begins.
struct Line {
  const Item* item;
  bool heading = false;
};

// A group of one row with the same name needs no heading.
bool heads(const Item& item) { return !item.phase.empty() && item.phase != item.title; }

float heading_height(const Painter& p) { return 13 * p.theme().scale(); }

float line_height(const Painter& p, const Line& line, bool first) {
  const bool headed = line.heading || (first && heads(*line.item));
  return item_row_height(p, *line.item) + (headed ? heading_height(p) : 0);
}

void draw_heading(Painter& p, Rect row, const std::string& text) {
  const Palette& c = p.color();
  const TextStyle style{.face = Face::bold, .em = p.theme().secondary(), .color = c.azurite, .max_lines = 1};
  const float h = style.em * 1.3f, w = draw_text(p, {row.x, row.y, row.w, h}, text, style).width;
  if (row.w - w > 20) draw_hairline(p, {row.x + w + 5, row.y + h / 2}, row.w - w - 5);
}

std::vector<Line> lines_of(const std::vector<const Item*>& rows) {
  std::vector<Line> out;
  std::string phase;
  for (const Item* item : rows) {
    out.push_back({item, heads(*item) && item->phase != phase});
    phase = item->phase;
  }
  return out;
}

struct Pages {
  std::vector<std::size_t> starts{0};
  bool all = true;
};

Pages pages_of(const Painter& p, const std::vector<Line>& lines, float height, float turn) {
  Pages out;
  const auto fits_from = [&](std::size_t from, float room) {
    std::size_t i = from;
    for (float used = 0; i < lines.size(); ++i) {
      const float needed = line_height(p, lines[i], i == from);
      if (used + needed - 6 > room) break;
      used += needed;
    }
    return std::max(i, from + 1);
  };
  out.all = fits_from(0, height) >= lines.size();
  while (!out.all) {
    const std::size_t next = fits_from(out.starts.back(), height - turn - kGap);
    if (next >= lines.size()) break;
    out.starts.push_back(next);
  }
  return out;
}

// 前面 and 后面还有 N 项.
void draw_turn(Painter& p, Rect row, int& number, std::size_t left, int pages) {
  const bool back = number > 0, more = number + 1 < pages;
  const float w = back && more ? (row.w - kGap) / 2 : row.w;
  const ButtonStyle style{.look = Look::outlined, .em = p.theme().body(), .radius = 5};
  ButtonStyle up = style, down = style;
  up.icon = Icon::expand_less, down.icon = Icon::expand_more;
  int turn = 0;
  if (back && button(p, {row.x, row.y, w, row.h}, p.word(Text::programme_previous_rows), up)) turn = -1;
  if (more && button(p, {row.right() - w, row.y, w, row.h}, fill_in(p.word(Text::programme_more_rows), {std::to_string(left)}), down)) turn = 1;
  number += turn;
}

}  // namespace

void draw_rows(Painter& p, Rect box, const std::vector<const Item*>& rows, int& page_number) {
  if (rows.empty() || box.h < 20) return;
  const float turn_h = 18 * std::max(1.0f, p.theme().scale() * 0.9f);
  const auto lines = lines_of(rows);
  const Pages pages = pages_of(p, lines, box.h, turn_h);
  page_number = std::clamp(page_number, 0, static_cast<int>(pages.starts.size()) - 1);
  const auto number = static_cast<std::size_t>(page_number);
  const std::size_t from = pages.starts[number], to = number + 1 < pages.starts.size() ? pages.starts[number + 1] : lines.size();
  float y = box.y;
  for (std::size_t i = from; i < to; ++i) {
    const Line& line = lines[i];
    if (line.heading || (i == from && heads(*line.item))) {
      draw_heading(p, {box.x, y, box.w, heading_height(p)}, line.item->phase);
      y += heading_height(p);
    }
    const float height = item_row_height(p, *line.item);
    const bool heading_next = i + 1 < to && lines[i + 1].heading;
    draw_item_row(p, {box.x, y, box.w, height}, *line.item, i + 1 < to && !heading_next);
    y += height;
  }
  if (!pages.all) draw_turn(p, {box.x, box.bottom() - turn_h, box.w, turn_h}, page_number, lines.size() - to, static_cast<int>(pages.starts.size()));
}

float beside_height(const Painter& p) { return 17 * p.theme().scale(); }

void draw_beside(Painter& p, Rect rect, const Item& item) {
  const Palette& c = p.color();
  draw_card(p, rect, p.theme().high_contrast() ? c.paper : c.azurite_5);
  const Rect inner = rect.inset(7, 0);
  const bool through = item.slot == Slot::throughout;
  const std::string word = through ? p.word(Text::slot_throughout) : item.audience.empty() ? p.word(Text::programme_same_time) : item.audience;
  ChipStyle chip{c.azurite, c.white, p.theme().secondary()};
  const bool fits = chip_rect(p, {0, 0}, word, chip).w < inner.w * 0.45f;
  const std::string& said = fits ? word : p.word(Text::programme_same_time);
  const float body = p.theme().body();
  const bool chipped = chip_rect(p, {0, 0}, said, chip).w + kGap + 4 * body <= inner.w;   // the title comes first
  const float x = chipped ? draw_chip(p, {inner.x, rect.cy()}, said, chip).right() + kGap : inner.x;
  const TextStyle title{.face = Face::bold, .em = body, .color = c.ink, .max_lines = 1};
  const std::string where = item.start.empty() ? place_and_owner(item) : time_span(item) + (item.place.empty() ? "" : " · " + item.place);
  const float w = inner.right() - x, title_w = std::min(w, text_width(p, item.title, title));
  draw_text_middle(p, {x, rect.y, w, rect.h}, item.title, title);
  if (!where.empty() && w - title_w > 30) draw_text_middle(p, {x + title_w + kGap, rect.y, w - title_w - kGap, rect.h}, where, {.em = p.theme().secondary(), .color = c.ink_2, .align = Align::right, .max_lines = 1});
}

}  // namespace openday::ui
