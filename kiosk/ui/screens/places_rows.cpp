// The guests of the view shown: who they are, what became of them, and what a supervisor may do.
#include <algorithm>

#include "kiosk/ui/screens/places_parts.h"

namespace openday::ui {
namespace {

std::string state_words(const Painter& p, const PlaceRow& row) {
  std::string out;
  const auto add = [&out](const std::string& more) {
    if (!more.empty()) out += (out.empty() ? "" : " · ") + more;
  };
  if (row.state == PlaceState::moved_up) add(p.word(Text::places_moved_up));
  if (row.state == PlaceState::declined) add(p.word(Text::places_declined));
  if (row.state == PlaceState::released) add(p.word(Text::places_released));
  add(row.time);
  if (row.came) add(p.word(Text::places_came));
  add(row.category);
  add(row.tail);
  return out;
}

struct Way {
  Text word;
  PlacesAct act;
  bool main = false, armed = false, enabled = true;
};

std::vector<Way> ways_of(const Places& places, const PlaceRow& row, int index) {
  switch (row.state) {
    case PlaceState::may_move:
    case PlaceState::waiting: return {{Text::places_decline, PlacesAct::decline, false, places.armed == -2 - index}, {Text::places_move_up, PlacesAct::move_up, true, false, row.state == PlaceState::may_move}};
    case PlaceState::absent: return {{Text::places_release, PlacesAct::release, false, places.armed == index}};
    case PlaceState::moved_up:
      if (row.came) return {};
      [[fallthrough]];
    case PlaceState::declined:
    case PlaceState::released: return {{Text::places_take_back, PlacesAct::take_back, false, places.armed == index}};
  }
  return {};
}

Intent draw_row(const Model& model, Painter& p, Rect rect, const PlaceRow& row, int index) {
  const StaffSizes s = staff_sizes(p);
  const Palette& c = p.color();
  const Places& places = *model.places;
  draw_card(p, rect);
  Rect in = rect.inset(s.tight ? 4 : 6, s.tight ? 1.5f : 2.5f);
  const auto ways = places.may_change ? ways_of(places, row, index) : std::vector<Way>{};
  const float w = std::min(40 * s.k, in.w * 0.28f);
  Intent out;
  for (const Way& way : ways) {
    const Rect place{in.right() - w, rect.cy() - std::max(kTarget, in.h) / 2, w, std::max(kTarget, in.h)};
    const ButtonStyle style{.look = way.armed ? Look::chosen : way.main && way.enabled ? Look::main : Look::outlined, .em = s.em, .enabled = way.enabled && !places.saving, .radius = 4, .least_em = s.small};
    if (button(p, place, p.word(way.armed ? Text::places_sure : way.word), style)) out = places_act(model, way.act, index);
    in.w -= w + kGap;
  }
  std::string name = std::to_string(index + 1) + "  " + row.name + (row.persons > 1 ? " ×" + std::to_string(row.persons) : "");
  if (places.view != PlacesView::line) name = name.substr(name.find("  ") + 2);
  TextStyle bold{.face = Face::bold, .color = c.ink, .line = 1.2f, .max_lines = 1};
  bold.em = fitting_em(p, in.w, name, bold, {std::clamp(rect.h * 0.36f, 8 * s.k, 10 * s.k), 8 * s.k, s.em, s.small});
  const float step = std::min(1.2f, (rect.h - 1) / (bold.em + s.small)), h = (bold.em + s.small) * step, y = rect.cy() - h / 2;   // within the card
  bold.line = step;
  draw_text(p, {in.x, y, in.w, bold.em * step + 0.2f}, name, bold);
  draw_text(p, {in.x, y + bold.em * step, in.w, s.small * step + 0.2f}, state_words(p, row), {.em = s.small, .color = c.ink_2, .line = step, .max_lines = 1});
  return out;
}

}  // namespace

Intent places_act(const Model& model, PlacesAct what, int value) {
  Intent out = intent(model, IntentKind::act_on_places, value);
  out.act = static_cast<int>(what);
  return out;
}

Intent draw_place_rows(const Model& model, ScreenState& state, Rect box) {
  Painter& p = state.paint;
  const StaffSizes s = staff_sizes(p);
  const Places& places = *model.places;
  if (places.rows.empty()) {
    draw_card(p, box);
    const Text word = places.view == PlacesView::line ? Text::places_none_wait : places.view == PlacesView::absent ? Text::places_none_absent : Text::places_none_moved;
    draw_text_middle(p, box.inset(8, 4), p.word(word), {.em = 8 * s.k, .color = p.color().ink_2, .align = Align::centre, .line = 1.25f});
    return {};
  }
  float row_h = s.tight ? kTarget + 3 : 22 * s.k;
  const float turn_h = kTarget + 0.5f;
  const int count = static_cast<int>(places.rows.size());
  const auto rows_in = [&](float h) { return std::max(1, static_cast<int>((h + kGap + 0.1f) / (row_h + kGap))); };
  const bool paged = count > rows_in(box.h);
  const int per_page = rows_in(box.h - (paged ? turn_h + kGap : 0)), pages = (count + per_page - 1) / per_page;
  int& number = state.own.list_page;
  number = std::clamp(number, 0, pages - 1);
  if (!paged) row_h = std::clamp((box.h + kGap) / static_cast<float>(count) - kGap, row_h, 30 * s.k);
  Intent out;
  for (int i = number * per_page; i < std::min(count, (number + 1) * per_page); ++i) {
    const Rect row{box.x, box.y + static_cast<float>(i - number * per_page) * (row_h + kGap), box.w, row_h};
    if (const Intent did = draw_row(model, p, row, places.rows[static_cast<std::size_t>(i)], i)) out = did;
  }
  if (paged) draw_staff_turn(p, {box.x, box.bottom() - turn_h, box.w, turn_h}, number, pages);
  return out;
}

}  // namespace openday::ui
