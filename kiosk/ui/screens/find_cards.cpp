#include "kiosk/ui/screens/find_cards.h"

#include <algorithm>

namespace openday::ui {
namespace {

constexpr std::string_view kBetween = " · ";

void append(std::string& line, const std::string& part) {
  if (part.empty()) return;
  if (!line.empty()) line += kBetween;
  line += part;
}

}  // namespace

std::string found_line(const Painter& p, const FoundGuest& guest) {
  std::string line = guest.category;
  if (!guest.invited_by.empty()) append(line, guest.invited_by);
  else append(line, guest.group);
  if (!guest.tail.empty()) append(line, fill_in(p.word(Text::find_tail), {guest.tail}));
  if (guest.alike > 1) append(line, fill_in(p.word(Text::find_alike), {std::to_string(guest.alike)}));
  return line;
}

float found_card_height(const Painter& p) { return (p.theme().tight() ? 26.0f : 38.0f) * std::max(1.0f, p.theme().scale() * 0.9f); }

float least_found_card_height(const Painter& p) { return std::max(kTarget + 1, p.theme().body() * 1.25f + p.theme().secondary() * 1.25f + 2); }

bool draw_found_card(Painter& p, Rect rect, const FoundGuest& guest, bool chosen) {
  const Palette& c = p.color();
  const float k = p.theme().scale();
  const bool open = guest.choosable && !chosen, tapped = open && p.target(rect, guest.name);
  if (chosen) {
    p.shadow(rect, kCardRadius);
    p.outlined(rect, kCardRadius, c.azurite_5, c.azurite, 1);
  } else {
    draw_card(p, rect, open && p.held() ? mix(c.paper, c.ink, 0.1f) : c.paper);
  }
  const float wished = std::min(20 * k, rect.h * 0.62f), pad = std::min(8.0f, rect.h * 0.2f), sign = 11 * k, initial = std::max(p.theme().secondary(), wished * 0.52f);
  const float mark = wished < initial * 1.3f ? 0 : wished;   // a small card does without
  if (mark > 0) {
    p.circle({rect.x + pad + mark / 2, rect.cy()}, mark / 2, chosen ? c.azurite : c.azurite_4);
    draw_text_middle(p, {rect.x + pad, rect.y, mark, rect.h}, guest.initial, {.face = Face::bold, .em = initial, .color = chosen ? c.white : c.azurite, .align = Align::centre, .max_lines = 1});
  }
  const bool icons = p.fonts().has_icons() && (open || chosen);
  if (icons) draw_icon(p, chosen ? Icon::check_circle : Icon::chevron_right, {rect.right() - pad - sign / 2, rect.cy()}, sign, chosen ? c.azurite : c.ink_2);
  const float x = rect.x + pad + mark + std::min(6.0f, pad), w = rect.right() - pad - (icons ? sign + 3 : 0) - x;
  TextStyle name{.face = Face::bold, .color = c.ink, .line = 1.25f, .max_lines = 1};
  name.em = fitting_em(p, w, guest.name, name, {std::min(14.0f * k, rect.h * 0.42f), 12 * k, p.theme().body()});
  name.em = std::max(name.em, p.theme().body());
  const TextStyle soft{.em = p.theme().secondary(), .color = c.ink_2, .line = 1.25f, .max_lines = 1};
  std::string line = found_line(p, guest);
  const float name_h = name.em * name.line;
  if (name_h + soft.em * soft.line > rect.h) line.clear();
  const float line_h = line.empty() ? 0 : soft.em * soft.line, y = rect.cy() - (name_h + line_h) / 2;
  draw_text(p, {x, y, w, name_h + 0.4f}, guest.name, name);
  if (!line.empty()) draw_text(p, {x, y + name_h, w, line_h + 0.4f}, line, soft);
  return tapped;
}

}  // namespace openday::ui
