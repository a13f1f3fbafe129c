// Staff: 名额: what each limit has left; who waits, who is absent, who was moved; and what a supervisor may do about it.
#include <algorithm>
#include <cmath>

#include "kiosk/ui/screens/places_parts.h"

namespace openday::ui {
namespace {

float count_height(const StaffSizes& s) { return s.tight ? 17 : 20 * s.k; }

// 客户  名额 10 · 已到 3 · 保留 5          余 2
void draw_count(Painter& p, Rect row, const PlaceCount& one) {
  const StaffSizes s = staff_sizes(p);
  const Palette& c = p.color();
  const std::string left = one.over > 0 ? fill_in(p.word(Text::places_over), {std::to_string(one.over)}) : fill_in(p.word(Text::places_left), {std::to_string(one.left)});
  TextStyle strong{.face = Face::bold, .em = 9.5f * s.k, .color = one.over > 0 ? c.cinnabar : one.left > 0 ? c.malachite : c.ink, .align = Align::right, .max_lines = 1};
  const float right_w = text_width(p, left, strong) + 2, w = row.w - right_w - kGap;
  draw_text_middle(p, {row.right() - right_w, row.y, right_w, row.h}, left, strong);
  const std::string label = one.label.empty() ? p.word(Text::places_guests) : one.label;
  std::string below = fill_in(p.word(Text::places_most), {std::to_string(one.most)}) + " · " + fill_in(p.word(Text::places_taken), {std::to_string(one.came), std::to_string(one.held)});
  if (one.waiting > 0) below += " · " + fill_in(p.word(Text::places_waiting), {std::to_string(one.waiting)});
  TextStyle bold{.face = Face::bold, .color = c.ink, .line = 1.15f, .max_lines = 1};
  bold.em = fitting_em(p, w, label, bold, {(s.tight ? 7.0f : 8.0f) * s.k, s.em, s.small});
  const float h = bold.em * 1.15f + s.small * 1.2f, y = row.cy() - h / 2;
  draw_text(p, {row.x, y, w, bold.em * 1.15f + 0.2f}, label, bold);
  draw_text(p, {row.x, y + bold.em * 1.15f, w, s.small * 1.2f + 0.2f}, below, {.em = s.small, .color = c.ink_2, .line = 1.2f, .max_lines = 1});
}

// Fullest first would hide the plan's own order: as the plan has them, turned over where there are many.
void draw_counts(const Model& model, ScreenState& state, Rect box) {
  Painter& p = state.paint;
  const StaffSizes s = staff_sizes(p);
  const auto& counts = model.places->counts;
  draw_card(p, box);
  if (counts.empty()) return void(draw_text_middle(p, box.inset(6, 2), p.word(Text::places_no_limit), {.em = s.em, .color = p.color().ink_2, .align = Align::centre, .max_lines = 1}));
  Rect in = box.inset(s.tight ? 4 : 7, 2);
  const float h = count_height(s), turn_h = kTarget + 0.5f;
  const int count = static_cast<int>(counts.size()), columns = in.w > 230 * s.k && count > 3 ? 2 : 1;
  const auto rows_in = [&](float room) { return std::max(1, static_cast<int>((room + 0.1f) / h)); };
  const bool paged = count > rows_in(in.h) * columns;
  const int per_page = rows_in(in.h - (paged ? turn_h + 1 : 0)) * columns, pages = (count + per_page - 1) / per_page;
  int& page = state.own.group_page;
  page = std::clamp(page, 0, pages - 1);
  const float w = (in.w - 3 * kGap * static_cast<float>(columns - 1)) / static_cast<float>(columns);
  for (int i = page * per_page; i < std::min(count, (page + 1) * per_page); ++i) {
    const int at = i - page * per_page;
    const Rect row{in.x + static_cast<float>(at % columns) * (w + 3 * kGap), in.y + static_cast<float>(at / columns) * h, w, h};
    if (at >= columns) draw_hairline(p, {row.x, row.y}, row.w);
    draw_count(p, row, counts[static_cast<std::size_t>(i)]);
  }
  if (paged) draw_staff_turn(p, {in.x, in.bottom() - turn_h, in.w, turn_h}, page, pages);
}

void draw_said(const Places& places, Painter& p, Rect row) {
  const StaffSizes s = staff_sizes(p);
  const Palette& c = p.color();
  const bool bad = places.saved != PlacesSaved::saved && !places.saving;
  Text word = !places.may_change ? Text::places_steward : places.waived ? Text::places_waived : Text::places_hint;
  if (places.saving) word = Text::places_saving;
  else if (places.saved == PlacesSaved::failed) word = Text::places_failed;
  else if (places.saved == PlacesSaved::full) word = Text::places_full;
  else if (places.saved == PlacesSaved::changed) word = Text::places_changed;
  draw_text_middle(p, row, p.word(word), {.face = bad ? Face::bold : Face::regular, .em = s.em, .color = bad ? c.cinnabar : c.ink, .line = 1.2f, .max_lines = 1});   // ink: the card's shadow lies under it
}

}  // namespace

Intent draw_staff_places(const Model& model, ScreenState& state) {
  Painter& p = state.paint;
  const StaffSizes s = staff_sizes(p);
  auto [box, out] = begin_staff_page(model, state, Text::more_places);
  if (!model.places) return out;
  const Places& places = *model.places;
  const auto take = [&out = out](Intent did) {
    if (did) out = std::move(did);
  };
  const bool beside = !p.theme().portrait();
  const Rect left{box.x, box.y, beside ? (box.w - 2 * kGap) * 0.42f : box.w, box.h};
  const float chip_h = s.tight ? kTarget + 0.3f : 17 * s.k, said_h = s.em * 1.7f;
  const auto chips = [&](Rect row, const std::vector<std::string>& labels, int chosen, PlacesAct what) {
    const float w = (row.w - kGap * static_cast<float>(labels.size() - 1)) / static_cast<float>(labels.size());
    for (std::size_t i = 0; i < labels.size(); ++i)
      if (option(p, {row.x + static_cast<float>(i) * (w + kGap), row.y, w, row.h}, labels[i], chosen == static_cast<int>(i), s.em, 4)) take(places_act(model, what, static_cast<int>(i))), state.own.list_page = 0;
  };
  float y = left.y;
  if (places.sessions.size() > 1) {
    chips({left.x, y, left.w, chip_h}, places.sessions, places.session, PlacesAct::choose_session);
    y += chip_h + kGap;
  }
  const auto rows = static_cast<float>(std::max<std::size_t>(1, places.counts.size()));
  const bool two = left.w > 244 * s.k && places.counts.size() > 3;
  const float wish = std::ceil(two ? rows / 2 : rows) * count_height(s) + 5, room = left.bottom() - y - said_h;
  const float counts_h = std::min(wish, beside ? room : room * 0.38f);
  draw_counts(model, state, {left.x, y, left.w, counts_h});
  y += counts_h;
  draw_said(places, p, {left.x + 1, y, left.w - 2, said_h});
  y += said_h;
  const Rect right = beside ? Rect{left.right() + 2 * kGap, box.y, box.right() - left.right() - 2 * kGap, box.h} : Rect{box.x, y, box.w, box.bottom() - y};
  const std::vector<std::string> views{fill_in(p.word(Text::places_line), {std::to_string(places.in_line)}), fill_in(p.word(Text::places_absent), {std::to_string(places.absent)}), fill_in(p.word(Text::places_moved), {std::to_string(places.moved)})};
  chips({right.x, right.y, right.w, chip_h}, views, static_cast<int>(places.view), PlacesAct::choose_view);
  take(draw_place_rows(model, state, {right.x, right.y + chip_h + kGap, right.w, right.bottom() - right.y - chip_h - kGap}));
  return out;
}

}  // namespace openday::ui
