// The list of the attendance page: who, when, of which category, in what state.
#include <array>

#include "kiosk/ui/screens/attendance_parts.h"
#include "kiosk/ui/screens/guest_parts.h"

namespace openday::ui {
namespace {

struct Column {
  Text word;
  float share;
};
constexpr std::array kColumns{Column{Text::staff_time, 0.15f}, Column{Text::staff_name, 0.34f}, Column{Text::staff_category, 0.21f}, Column{Text::staff_tail, 0.13f}, Column{Text::staff_status, 0.17f}};

// On narrow panels the category and the phone's tail give way; beside a field that is typed into the time and the state, too.
bool column_shown(std::size_t column, const StaffSizes& s, float width) {
  constexpr std::array kLeast{62.0f, 0.0f, 130.0f, 180.0f, 42.0f};
  return width > kLeast[column] * s.k;
}

std::vector<Rect> column_rects(Rect row, const StaffSizes& s) {
  std::vector<Rect> rects;
  float sum = 0;
  for (std::size_t i = 0; i < kColumns.size(); ++i) sum += column_shown(i, s, row.w) ? kColumns[i].share : 0;
  float x = row.x;
  for (std::size_t i = 0; i < kColumns.size(); ++i) {
    const float w = column_shown(i, s, row.w) ? row.w * kColumns[i].share / sum : 0;
    rects.push_back({x, row.y, std::max(0.0f, w - 2), row.h});
    x += w;
  }
  return rects;
}

struct StatusLook {
  Text word;
  Icon icon;
  Color text, fill;
};

StatusLook status_look(const Painter& p, StaffStatus status) {
  const Palette& c = p.color();
  switch (status) {
    case StaffStatus::came: return {Text::staff_came, Icon::check_circle, c.malachite, c.paper};
    case StaffStatus::late: return {Text::staff_late, Icon::schedule, c.ochre, c.ochre_4};
    case StaffStatus::walk_in: return {Text::staff_walk_in, Icon::person_add, c.azurite, c.azurite_4};
    case StaffStatus::waiting: return {Text::staff_waiting, Icon::schedule, c.azurite, c.azurite_4};
    case StaffStatus::open: return {Text::staff_open, Icon::error, c.ochre, c.ochre_4};
    case StaffStatus::absent: break;
  }
  return {Text::staff_absent, Icon::schedule, c.ink_2, c.paper};
}

// True when it was tapped.
bool draw_row(Painter& p, Rect row, const StaffRow& person) {
  const StaffSizes s = staff_sizes(p);
  const Palette& c = p.color();
  const bool tapped = p.target({row.x - 3, row.y + 2, row.w + 6, row.h - 4}, person.name);
  if (p.held()) p.fill_round({row.x - 3, row.y + 2, row.w + 6, row.h - 4}, 3, c.azurite_5);
  if (p.fonts().has_icons()) draw_icon(p, Icon::chevron_right, {row.right() - 3 * s.k, row.cy()}, 8 * s.k, person.can_admit ? c.azurite : c.ink_2);
  row.w -= 7 * s.k;
  const auto cells = column_rects(row, s);
  const auto put = [&](std::size_t column, const std::string& text, TextStyle style) {
    style.max_lines = 1;
    if (cells[column].w > 4 && !text.empty()) draw_text_middle(p, cells[column], text, style);
  };
  put(0, person.time, {.em = s.em, .color = c.ink});
  std::string name = person.name;
  if (person.persons > 1) name += " ×" + std::to_string(person.persons);
  put(1, name, {.face = Face::bold, .em = 8 * s.k, .color = c.ink});
  put(2, person.category, {.em = s.em, .color = c.ink});
  put(3, person.phone_tail, {.em = s.em, .color = c.ink_2});
  const StatusLook look = status_look(p, person.status);
  const std::string& word = p.word(look.word);
  const float icon = p.fonts().has_icons() && cells[4].w > 28 * s.k ? 8 * s.k : 0, w = icon + 1 + text_width(p, word, {.face = Face::bold, .em = s.em});
  if (!(look.fill == c.paper)) p.fill_round({cells[4].x - 2, row.cy() - s.em * 0.85f, std::min(w + 4, cells[4].w + 2), s.em * 1.7f}, 2.4f, look.fill);
  if (icon > 0) draw_icon(p, look.icon, {cells[4].x + icon / 2, row.cy()}, icon * 0.95f, look.text);
  draw_text_middle(p, {cells[4].x + icon + (icon > 0 ? 1 : 0), row.y, cells[4].w - icon, row.h}, word, {.face = Face::bold, .em = s.em, .color = look.text, .max_lines = 1});
  return tapped;
}

}  // namespace

Intent draw_attendance_list(const Model& model, ScreenState& state, Rect rect) {
  Intent out;
  Painter& p = state.paint;
  const StaffSizes s = staff_sizes(p);
  const Palette& c = p.color();
  const StaffAttendance& a = model.attendance;
  const bool waits = !a.query.empty() && !a.found;
  const int count = waits ? 0 : static_cast<int>(shown_rows(a));
  draw_card(p, rect);
  const float row_h = std::max(18 * s.k, kTarget + 4.3f), turn_h = 20 * s.k;
  const bool headed = rect.h >= 15 * s.k + 2 * row_h + turn_h;   // two rows come before their head
  const float head_h = headed ? 15 * s.k : 0, pad = s.tight ? 4.0f : 6.0f;
  if (headed) p.fill_round({rect.x, rect.y, rect.w, head_h}, kCardRadius, c.silk_2, kTopCorners);
  const auto heads = column_rects({rect.x + pad, rect.y, rect.w - 2 * pad - 7 * s.k, head_h}, s);
  for (std::size_t i = 0; headed && i < kColumns.size(); ++i)
    if (heads[i].w > 4) draw_text_middle(p, heads[i], p.word(kColumns[i].word), {.face = Face::bold, .em = s.em, .color = c.ink, .max_lines = 1});
  const float room = rect.h - head_h;
  auto per_page = std::max(1, static_cast<int>(room / row_h));
  const bool paged = count > per_page && !a.types;   // while somebody types: the best of them
  if (paged) per_page = std::max(1, static_cast<int>((room - turn_h) / row_h));
  const int pages = std::max(1, (count + per_page - 1) / per_page);
  int first = 0;
  int& number = a.types ? first : state.own.list_page;
  number = std::clamp(number, 0, pages - 1);
  float y = rect.y + head_h;
  for (int i = number * per_page; i < std::min(count, (number + 1) * per_page); ++i) {
    if (y > rect.y) draw_hairline(p, {rect.x, y}, rect.w);
    const std::size_t row = row_at(a, static_cast<std::size_t>(i));
    if (draw_row(p, {rect.x + pad, y, rect.w - 2 * pad, row_h}, a.rows[row])) out = guest_act(model, GuestAct::open, static_cast<int>(row));
    y += row_h;
  }
  if (count == 0)
    draw_text_middle(p, {rect.x + pad, rect.y + head_h, rect.w - 2 * pad, room}, p.word(waits ? Text::find_searching : a.query.empty() ? Text::staff_nobody : Text::staff_search_none), {.em = 8 * s.k, .color = c.ink_2, .align = Align::centre});
  if (!paged) return out;
  draw_hairline(p, {rect.x, rect.bottom() - turn_h}, rect.w);
  draw_staff_turn(p, {rect.x + pad, rect.bottom() - turn_h + 2, rect.w - 2 * pad, turn_h - 4.5f}, number, pages);
  return out;
}

}  // namespace openday::ui
