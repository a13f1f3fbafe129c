// Staff: 点名: where, for whom, how many of how many, who is missing, and the guests to tap.
#include <algorithm>
#include <array>

#include "kiosk/ui/screens/roll_call_parts.h"

namespace openday::ui {
namespace {

// As many names as stand in that room.
std::string names_missing(const Painter& p, const RollCall& roll, float width, int lines, const TextStyle& style) {
  std::string out;
  for (const RollRow& row : roll.rows) {
    if (row.missing() == 0) continue;
    const std::string longer = out + (out.empty() ? "" : "、") + row.name + (row.missing() > 1 ? " ×" + std::to_string(row.missing()) : "");
    if (!out.empty() && measure_text(p, width, fill_in(p.word(Text::roll_call_and_more), {longer}), style).lines > lines) return fill_in(p.word(Text::roll_call_and_more), {out});
    out = longer;
  }
  return out;
}

struct Said {
  std::string words;
  Color color;
  bool strong = false;
};

Said said_of(const RollCall& roll, const Painter& p) {
  const Palette& c = p.color();
  if (roll.failed) return {p.word(Text::roll_call_failed), c.cinnabar, true};
  switch (roll.stage) {
    case PaperStage::idle:
    case PaperStage::cancelled: break;
    case PaperStage::done: return {p.word(Text::roll_call_printed), c.malachite, true};
    case PaperStage::out_of_paper: return {p.word(Text::papers_out_of_paper), c.ochre, true};
    case PaperStage::jammed: return {p.word(Text::papers_jammed), c.ochre, true};
    case PaperStage::stopped: return {p.word(Text::papers_stopped), c.ochre, true};
    case PaperStage::failed: {
      const Text why = roll.problem == PaperProblem::no_printer ? Text::papers_no_printer : roll.problem == PaperProblem::printer_failed ? Text::papers_printer_failed : Text::papers_not_made;
      return {p.word(Text::roll_call_not_printed) + " · " + p.word(why), c.cinnabar, true};
    }
    default: return {p.word(Text::roll_call_printing), c.azurite, false};
  }
  if (!roll.last.empty()) return {fill_in(p.word(Text::roll_call_last), {roll.last}), c.ink_2, false};
  return {p.word(Text::roll_call_hint), c.ink_2, false};
}

// How many of how many, then who is missing; below it what there is to say.
void draw_summary(const Model& model, Painter& p, Rect rect) {
  const StaffSizes s = staff_sizes(p);
  const Palette& c = p.color();
  const RollCall& roll = *model.roll_call;
  draw_card(p, rect);
  Rect in = rect.inset(s.tight ? 4 : 7, s.tight ? 2 : 4);
  const Said said = said_of(roll, p);
  const TextStyle saying{.face = said.strong ? Face::bold : Face::regular, .em = s.em, .color = said.color, .line = 1.2f, .max_lines = in.h > 40 * s.k ? 2 : 1};
  const float said_h = measure_text(p, in.w, said.words, saying).height;
  draw_text(p, {in.x, in.bottom() - said_h, in.w, said_h + 0.2f}, said.words, saying);
  in.h -= said_h + 1;
  const bool all = roll.missing == 0 && roll.expected > 0, low = in.h < 22 * s.k, beside = low || in.w > 150 * s.k;
  const std::string number = fill_in(p.word(Text::roll_call_there), {std::to_string(roll.present), std::to_string(roll.expected)});
  TextStyle big{.face = Face::bold, .color = all ? c.malachite : c.ink, .line = 1.1f, .max_lines = 1};
  const float left_w = beside ? in.w * (low ? 0.5f : 0.36f) : in.w, number_h = beside ? in.h : std::min(in.h * 0.45f, 20 * s.k);
  big.em = std::max(s.small, std::min(fitting_em(p, left_w - 2, number, big, {20 * s.k, 16 * s.k, 13 * s.k, 10 * s.k, 8 * s.k, s.em, s.small}), number_h * 0.8f));
  draw_text_middle(p, {in.x, in.y, left_w, number_h}, number, big);
  const Rect right = beside ? Rect{in.x + left_w + kGap, in.y, in.w - left_w - kGap, in.h} : Rect{in.x, in.y + number_h, in.w, in.h - number_h};
  if (roll.expected == 0) return;
  const std::string head = all ? p.word(Text::roll_call_all_there) : fill_in(p.word(Text::roll_call_missing), {std::to_string(roll.missing)});
  const TextStyle strong{.face = Face::bold, .em = std::max(s.em, std::min(10 * s.k, right.h * 0.4f)), .color = all ? c.malachite : c.ochre, .line = 1.2f, .max_lines = 1};
  const TextStyle names{.em = s.em * 1.1f, .color = c.ink, .line = 1.25f};
  const float head_h = strong.em * 1.2f;
  const int lines = all ? 0 : static_cast<int>((right.h - head_h) / (names.em * names.line));
  const float h = head_h + static_cast<float>(lines) * names.em * names.line;
  const std::string who = lines > 0 ? names_missing(p, roll, right.w, lines, names) : std::string();
  const float names_h = who.empty() ? 0 : measure_text(p, right.w, who, names).height, y = right.cy() - std::min(h, head_h + names_h) / 2;
  draw_text(p, {right.x, y, right.w, head_h + 0.2f}, head, strong);
  TextStyle limited = names;
  limited.max_lines = std::max(1, lines);
  if (!who.empty()) draw_text(p, {right.x, y + head_h, right.w, static_cast<float>(lines) * names.em * names.line + 0.2f}, who, limited);
}

// What is on the list, undoing and printing.
Intent draw_buttons(const Model& model, Painter& p, Rect box, int columns) {
  const StaffSizes s = staff_sizes(p);
  const RollCall& roll = *model.roll_call;
  const int rows = 4 / columns;
  const float w = (box.w - kGap * static_cast<float>(columns - 1)) / static_cast<float>(columns), h = (box.h - kGap * static_cast<float>(rows - 1)) / static_cast<float>(rows);
  const auto place = [&](int at) { return Rect{box.x + static_cast<float>(at % columns) * (w + kGap), box.y + static_cast<float>(at / columns) * (h + kGap), w, h}; };
  const auto style = [&](bool chosen, Icon icon, bool enabled = true) {
    return ButtonStyle{.look = chosen ? Look::chosen : Look::outlined, .em = 7.5f * s.k, .icon = icon, .icon_suffices = true, .enabled = enabled, .radius = 4, .least_em = s.small};
  };
  const bool printing = is_busy(roll.stage);
  Intent out;
  if (button(p, place(0), p.word(Text::roll_call_only_missing), style(roll.only_missing, Icon::search))) out = roll_act(model, RollCallAct::only_missing);
  if (button(p, place(1), p.word(Text::roll_call_with_absent), style(roll.with_absent, Icon::people))) out = roll_act(model, RollCallAct::with_absent);
  if (button(p, place(2), p.word(Text::roll_call_undo), style(false, Icon::backspace, roll.can_undo))) out = roll_act(model, RollCallAct::undo);
  if (button(p, place(3), p.word(printing ? Text::papers_cancel : Text::roll_call_print), style(false, Icon::print, roll.expected > 0))) out = roll_act(model, printing ? RollCallAct::stop_printing : RollCallAct::print);
  return out;
}

}  // namespace

Intent draw_staff_roll_call(const Model& model, ScreenState& state) {
  Painter& p = state.paint;
  const StaffSizes s = staff_sizes(p);
  auto [box, out] = begin_staff_page(model, state, Text::roll_call_title);
  if (!model.roll_call) return out;
  const auto take = [&out = out](Intent did) {
    if (did) out = std::move(did);
  };
  const bool beside = !p.theme().portrait();
  const Rect left{box.x, box.y, beside ? (box.w - 2 * kGap) * 0.42f : box.w, box.h};
  const float stop_h = s.tight ? kTarget + 0.5f : 24 * s.k, groups_h = roll_groups_height(model, p, left.w), button_h = s.tight ? kTarget + 0.3f : 18 * s.k;
  const int columns = beside && s.tight ? 4 : left.w > 190 * s.k ? 4 : 2;
  const float buttons_h = static_cast<float>(4 / columns) * (button_h + kGap) - kGap;
  take(draw_roll_stop(model, p, {left.x, left.y, left.w, stop_h}));
  float y = left.y + stop_h + kGap;
  if (groups_h > 0) take(draw_roll_groups(model, state, {left.x, y, left.w, groups_h - kGap}));
  y += groups_h;
  const float room = left.bottom() - buttons_h - kGap - y, summary_h = beside ? std::min(room, 110 * s.k) : std::min(room * 0.4f, (s.tight ? 34 : 52) * s.k);
  draw_summary(model, p, {left.x, y, left.w, summary_h});
  take(draw_buttons(model, p, {left.x, beside ? std::min(y + summary_h + kGap, left.bottom() - buttons_h) : left.bottom() - buttons_h, left.w, buttons_h}, columns));
  if (beside) {
    const float x = left.right() + 2 * kGap;
    take(draw_roll_list(model, state, {x, box.y, box.right() - x, box.h}));
  } else {
    y += summary_h + kGap;
    take(draw_roll_list(model, state, {box.x, y, box.w, left.bottom() - buttons_h - kGap - y}));
  }
  return out;
}

}  // namespace openday::ui
