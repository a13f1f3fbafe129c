// The guests on the roll, a tile each: a tap says that all of the registration are here, another takes it back; a party is counted.
#include <algorithm>

#include "kiosk/ui/screens/roll_call_parts.h"

namespace openday::ui {
namespace {

constexpr float kStep = kTarget + 0.5f;   // − and +

std::vector<int> shown_rows(const RollCall& roll) {
  std::vector<int> out;
  for (int i = 0; i < static_cast<int>(roll.rows.size()); ++i)
    if (!roll.only_missing || roll.rows[static_cast<std::size_t>(i)].missing() > 0) out.push_back(i);
  return out;
}

void draw_words(Painter& p, Rect box, const RollRow& row) {
  const StaffSizes s = staff_sizes(p);
  const Palette& c = p.color();
  const bool all = row.missing() == 0, some = !all && row.present > 0;
  const float icon = p.fonts().has_icons() ? std::min(11 * s.k, box.h * 0.55f) : 0;
  if (icon > 0 && (all || some)) draw_icon(p, all ? Icon::check_circle : Icon::schedule, {box.x + icon / 2, box.cy()}, icon, all ? c.malachite : c.ochre);
  else if (icon > 0) p.outlined({box.x + icon * 0.12f, box.cy() - icon * 0.38f, icon * 0.76f, icon * 0.76f}, icon * 0.38f, c.paper, c.control, 0.6f);
  const float x = box.x + icon + (icon > 0 ? 3 : 0);
  float w = box.right() - x;
  if (row.most > 1) {   // of a party how many of how many, whatever becomes of a long name
    const std::string number = std::to_string(row.present) + "/" + std::to_string(row.expected);
    const TextStyle style{.face = Face::bold, .em = 8 * s.k, .color = all ? c.malachite : some ? c.ochre : c.ink, .align = Align::right, .max_lines = 1};
    const float number_w = text_width(p, number, style) + 1;
    draw_text_middle(p, {box.right() - number_w, box.y, number_w, box.h}, number, style);
    w -= number_w + 2;
  }
  std::string below = row.category;
  const auto add = [&below](const std::string& more) {
    if (!more.empty()) below += (below.empty() ? "" : " · ") + more;
  };
  add(row.tail);
  if (!row.checked_in) add(p.word(Text::roll_call_not_in));
  const std::string& name = row.name;
  TextStyle bold{.face = Face::bold, .color = c.ink, .line = 1.2f, .max_lines = 1};
  bold.em = fitting_em(p, w, name, bold, {std::clamp(box.h * 0.4f, 8.5f * s.k, 11 * s.k), 8.5f * s.k, 7.6f * s.k, s.small});
  const TextStyle soft{.em = s.small, .color = row.checked_in ? c.ink_2 : c.ochre, .line = 1.2f, .max_lines = 1};
  const bool both = (bold.em + soft.em) * 1.2f < box.h - 1 && !below.empty();
  const float h = (bold.em + (both ? soft.em : 0)) * 1.2f, y = box.cy() - h / 2;
  draw_text(p, {x, y, w, bold.em * 1.2f + 0.2f}, name, bold);
  if (both) draw_text(p, {x, y + bold.em * 1.2f, w, soft.em * 1.2f + 0.2f}, below, soft);
}

Intent draw_tile(const Model& model, Painter& p, Rect tile, int index) {
  const RollRow& row = model.roll_call->rows[static_cast<std::size_t>(index)];
  const StaffSizes s = staff_sizes(p);
  const Palette& c = p.color();
  Rect main = tile;
  if (row.most > 1) main.w -= 2 * (kStep + kGap);
  const auto call = [&](int persons) { return roll_act(model, RollCallAct::set_persons, index, std::to_string(std::clamp(persons, 0, row.most))); };
  Intent out;
  if (p.target(main, row.name)) out = call(row.missing() == 0 && row.present > 0 ? 0 : std::max(1, row.expected));
  const bool pale = p.theme().high_contrast();
  const Color fill = row.missing() == 0 && !pale ? c.malachite_5 : c.paper;
  p.outlined(main, 4, p.held() ? mix(fill, c.ink, 0.1f) : fill, row.missing() == 0 ? c.malachite : c.control, row.missing() == 0 ? 0.8f : p.theme().outline());
  draw_words(p, main.inset(4, 1), row);
  if (row.most <= 1) return out;
  const ButtonStyle step{.em = 9 * s.k, .radius = 4, .least_em = s.small};
  const auto side = [&](int at) { return Rect{main.right() + kGap + static_cast<float>(at) * (kStep + kGap), tile.y, kStep, tile.h}; };
  ButtonStyle less = step, more = step;
  less.enabled = row.present > 0, more.enabled = row.present < row.most;
  if (button(p, side(0), "−", less)) out = call(row.present - 1);
  if (button(p, side(1), "+", more)) out = call(row.present + 1);
  return out;
}

}  // namespace

Intent draw_roll_list(const Model& model, ScreenState& state, Rect box) {
  Painter& p = state.paint;
  const StaffSizes s = staff_sizes(p);
  const RollCall& roll = *model.roll_call;
  const std::vector<int> rows = shown_rows(roll);
  const int count = static_cast<int>(rows.size());
  if (count == 0) {
    draw_card(p, box);
    const Text word = roll.rows.empty() ? Text::roll_call_nobody : Text::roll_call_none_missing;
    draw_text_middle(p, box.inset(8, 4), p.word(word), {.em = 8 * s.k, .color = p.color().ink_2, .align = Align::centre, .line = 1.25f});
    return {};
  }
  const bool parties = std::ranges::any_of(roll.rows, [](const RollRow& row) { return row.most > 1; });
  const float least = (parties ? 62 : 46) * s.k + (parties ? 2 * (kStep + kGap) : 0);
  const int columns = std::clamp(static_cast<int>((box.w + kGap) / (least + kGap)), 1, 3);
  float row_h = std::max(kTarget + 0.5f, (s.tight ? 15.5f : 22) * s.k);
  const float turn_h = kTarget + 0.5f;
  const auto rows_in = [&](float h) { return std::max(1, static_cast<int>((h + kGap + 0.1f) / (row_h + kGap))); };
  const bool paged = count > rows_in(box.h) * columns;
  const int per_page = rows_in(box.h - (paged ? turn_h + kGap : 0)) * columns, pages = (count + per_page - 1) / per_page;
  int& number = state.own.list_page;
  number = std::clamp(number, 0, pages - 1);
  if (const auto lines = static_cast<float>((count + columns - 1) / columns); !paged) row_h = std::clamp((box.h + kGap) / lines - kGap, row_h, 32 * s.k);   // few are drawn larger
  const float w = (box.w - kGap * static_cast<float>(columns - 1)) / static_cast<float>(columns);
  Intent out;
  for (int i = number * per_page; i < std::min(count, (number + 1) * per_page); ++i) {
    const int at = i - number * per_page;
    const Rect tile{box.x + static_cast<float>(at % columns) * (w + kGap), box.y + static_cast<float>(at / columns) * (row_h + kGap), w, row_h};
    if (const Intent did = draw_tile(model, p, tile, rows[static_cast<std::size_t>(i)])) out = did;
  }
  if (paged) draw_staff_turn(p, {box.x, box.bottom() - turn_h, box.w, turn_h}, number, pages);
  return out;
}

}  // namespace openday::ui
