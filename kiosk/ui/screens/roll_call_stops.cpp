// Where the roll is called and for whom: the bus or place with a step before and after, the groups with how many of how many.
#include <algorithm>

#include "kiosk/ui/screens/roll_call_parts.h"

namespace openday::ui {
namespace {

float chip_height(const StaffSizes& s) { return s.tight ? kTarget + 0.3f : 17 * s.k; }

std::string stop_words(const Painter& p, const RollStopShown& stop) {
  if (stop.title.empty()) return p.word(stop.boarding ? Text::roll_call_bus : Text::roll_call_gathering);
  return stop.boarding ? fill_in(p.word(Text::roll_call_boarding), {stop.title}) : stop.title;
}

Text grouping_word(RollGrouping by) {
  switch (by) {
    case RollGrouping::vehicle: return Text::roll_call_by_vehicle;
    case RollGrouping::group: return Text::roll_call_by_group;
    case RollGrouping::everybody: break;
  }
  return Text::roll_call_everybody;
}

struct Chip {
  std::string label;
  int group = -1;
};

std::vector<Chip> chips_of(const Model& model, const Painter& p) {
  const RollCall& roll = *model.roll_call;
  std::vector<Chip> out;
  if (roll.grouping == RollGrouping::everybody) return out;
  out.push_back({p.word(Text::roll_call_everybody)});
  const Text none = roll.grouping == RollGrouping::vehicle ? Text::roll_call_no_vehicle : Text::roll_call_no_group;
  for (std::size_t i = 0; i < roll.groups.size(); ++i) {
    const RollGroup& one = roll.groups[i];
    out.push_back({(one.label.empty() ? p.word(none) : one.label) + " " + std::to_string(one.present) + "/" + std::to_string(one.expected), static_cast<int>(i)});
  }
  return out;
}

// Chips of one width in rows; one more at the front says by what they are grouped, one at the end turns over where not all fit.
struct ChipGrid {
  float width = 0;
  int columns = 1, rows = 1;
};

ChipGrid grid_of(const Model& model, const Painter& p, float width, const std::vector<Chip>& chips) {
  const StaffSizes s = staff_sizes(p);
  float widest = 0;
  for (const Chip& chip : chips) widest = std::max(widest, text_width(p, chip.label, {.face = Face::bold, .em = s.em}));
  const float wished = std::clamp(widest + 7 * s.k, 34 * s.k, 66 * s.k);
  ChipGrid out;
  out.columns = std::max(2, static_cast<int>((width + kGap) / (wished + kGap)));
  out.width = (width - kGap * static_cast<float>(out.columns - 1)) / static_cast<float>(out.columns);
  const int count = static_cast<int>(chips.size()) + (model.roll_call->groupings.size() > 1 ? 1 : 0);
  out.rows = std::clamp((count + out.columns - 1) / out.columns, 1, s.tight ? 1 : p.theme().portrait() ? 3 : 2);
  return out;
}

}  // namespace

Intent roll_act(const Model& model, RollCallAct what, int value, std::string text) {
  Intent out = intent(model, IntentKind::act_on_roll_call, value, std::move(text));
  out.act = static_cast<int>(what);
  return out;
}

Intent draw_roll_stop(const Model& model, Painter& p, Rect row) {
  const StaffSizes s = staff_sizes(p);
  const RollCall& roll = *model.roll_call;
  const int count = static_cast<int>(roll.stops.size());
  const float w = count == 1 ? 0 : s.tight ? kTarget + 0.5f : 20 * s.k;
  Intent out;
  if (count > 1) {
    if (button(p, {row.x, row.y, w, row.h}, p.word(Text::sheet_previous), {.em = s.em, .icon = Icon::chevron_left, .icon_suffices = true, .enabled = roll.stop > 0, .radius = 4, .least_em = s.small})) out = roll_act(model, RollCallAct::choose_stop, roll.stop - 1);
    if (button(p, {row.right() - w, row.y, w, row.h}, p.word(Text::sheet_next), {.em = s.em, .icon = Icon::chevron_right, .icon_suffices = true, .enabled = roll.stop + 1 < count, .radius = 4, .least_em = s.small}))
      out = roll_act(model, RollCallAct::choose_stop, roll.stop + 1);
  }
  const RollStopShown& stop = roll.stops[static_cast<std::size_t>(roll.stop)];
  const Rect words{row.x + w + kGap, row.y, row.w - 2 * (w + kGap), row.h};
  const std::string title = stop_words(p, stop);
  TextStyle bold{.face = Face::bold, .color = p.color().ink, .align = Align::centre, .line = 1.15f, .max_lines = 1};
  bold.em = fitting_em(p, words.w, title, bold, {12 * s.k, 10 * s.k, 8 * s.k, s.em});
  if (measure_text(p, words.w, title, bold).shortened) {   // two lines of it come before what stands below
    bold.em = s.small, bold.max_lines = 2;
    draw_text_middle(p, words, title, bold);
    return out;
  }
  const std::string below = (roll.stop == roll.stop_now ? p.word(Text::roll_call_now) + " · " : std::string()) + std::to_string(roll.stop + 1) + " / " + std::to_string(count);
  const bool both = count > 1 && (bold.em + s.small) * 1.2f <= row.h;
  const float h = (bold.em + (both ? s.small : 0)) * 1.2f, y = row.cy() - h / 2;
  draw_text(p, {words.x, y, words.w, bold.em * 1.2f}, title, bold);
  if (both) draw_text(p, {words.x, y + bold.em * 1.2f, words.w, s.small * 1.2f + 0.2f}, below, {.em = s.small, .color = roll.stop == roll.stop_now ? p.color().malachite : p.color().ink_2, .align = Align::centre, .line = 1.2f, .max_lines = 1});
  return out;
}

float roll_groups_height(const Model& model, const Painter& p, float width) {
  const RollCall& roll = *model.roll_call;
  if (roll.groupings.size() < 2) return 0;
  const ChipGrid grid = grid_of(model, p, width, chips_of(model, p));
  return static_cast<float>(grid.rows) * (chip_height(staff_sizes(p)) + kGap);
}

Intent draw_roll_groups(const Model& model, ScreenState& state, Rect box) {
  Painter& p = state.paint;
  const StaffSizes s = staff_sizes(p);
  const RollCall& roll = *model.roll_call;
  const std::vector<Chip> chips = chips_of(model, p);
  const ChipGrid grid = grid_of(model, p, box.w, chips);
  const float h = chip_height(s);
  const auto place = [&](int at) {
    return Rect{box.x + static_cast<float>(at % grid.columns) * (grid.width + kGap), box.y + static_cast<float>(at / grid.columns) * (h + kGap), grid.width, h};
  };
  Intent out;
  const auto at = std::ranges::find(roll.groupings, roll.grouping);
  const auto next = at + 1 < roll.groupings.end() ? *(at + 1) : roll.groupings.front();
  if (button(p, place(0), p.word(grouping_word(roll.grouping)), {.look = Look::floating, .em = s.em, .icon = Icon::expand_more, .icon_behind = true, .radius = 4, .least_em = s.small})) out = roll_act(model, RollCallAct::choose_grouping, static_cast<int>(next));
  const int count = static_cast<int>(chips.size()), cells = grid.columns * grid.rows - 1;
  if (cells < 3 && count > cells) {   // no room for a choice: one after the other
    const auto shown = std::ranges::find(chips, roll.group, &Chip::group);
    const Chip& following = shown + 1 < chips.end() ? *(shown + 1) : chips.front();
    if (button(p, place(1), shown->label, {.look = Look::chosen, .em = s.em, .icon = Icon::chevron_right, .icon_behind = true, .radius = 4, .least_em = s.small})) out = roll_act(model, RollCallAct::choose_group, following.group), state.own.list_page = 0;
    return out;
  }
  const bool turns = count > cells;
  const int per_page = std::max(1, turns ? cells - 1 : cells), pages = std::max(1, (count + per_page - 1) / per_page);
  int& page = state.own.group_page;
  page = std::clamp(page, 0, pages - 1);
  const int first = page * per_page;
  for (int i = first; i < std::min(count, first + per_page); ++i) {
    const Chip& chip = chips[static_cast<std::size_t>(i)];
    if (option(p, place(1 + i - first), chip.label, chip.group == roll.group, s.em, 4)) out = roll_act(model, RollCallAct::choose_group, chip.group), state.own.list_page = 0;
  }
  if (turns && button(p, place(cells), p.word(Text::staff_following), {.em = s.em, .icon = Icon::chevron_right, .icon_suffices = true, .radius = 4, .least_em = s.small})) page = page + 1 < pages ? page + 1 : 0;
  return out;
}

}  // namespace openday::ui
