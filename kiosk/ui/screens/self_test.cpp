// Staff: the self-test before the doors open. What all of it comes to, a line each, and what becomes of the result.
#include <algorithm>
#include <optional>
#include <vector>

#include "kiosk/ui/screens/self_test_parts.h"

namespace openday::ui {
namespace {

std::optional<SelfTestAct> opens(const SelfTestLine& line) {
  const bool fitted = line.grade != SelfTestGrade::absent && line.said != Text::self_test_camera_none;
  switch (line.check) {
    case SelfTestCheck::camera:
    case SelfTestCheck::code: return fitted ? std::optional(SelfTestAct::open_camera) : std::nullopt;
    case SelfTestCheck::touch: return SelfTestAct::open_corners;
    case SelfTestCheck::sound: return fitted ? std::optional(SelfTestAct::open_sound) : std::nullopt;
    default: return std::nullopt;
  }
}

// All lines at one height where they have room together; else by pages, what is not in order first, each as high as its words.
struct Pages {
  std::vector<std::vector<SelfTestLine>> pages;
  int columns = 1;
  bool even = true;
};

int rank(SelfTestGrade grade) {
  switch (grade) {
    case SelfTestGrade::bad: return 0;
    case SelfTestGrade::todo: return 1;
    case SelfTestGrade::attention: return 2;
    default: return 3;
  }
}

Pages lay_out(const Painter& p, Rect box, const std::vector<SelfTestLine>& lines, float gap) {
  const StaffSizes s = staff_sizes(p);
  Pages out;
  out.columns = !s.tight && box.w > 300 * s.k ? 2 : 1;
  const int rows = (static_cast<int>(lines.size()) + out.columns - 1) / out.columns;
  const float w = (box.w - kGap * static_cast<float>(out.columns - 1)) / static_cast<float>(out.columns);
  float least = self_test_least_height(p);
  for (const SelfTestLine& line : lines) least = std::max(least, self_test_line_height(p, w, line, opens(line).has_value()));
  out.even = static_cast<float>(rows) * (least + gap) - gap <= box.h;
  if (out.even) {
    out.pages.push_back(lines);
    return out;
  }
  out.columns = 1;
  std::vector<SelfTestLine> sorted = lines;
  std::ranges::stable_sort(sorted, {}, [](const SelfTestLine& line) { return rank(line.grade); });
  const float room = box.h - kTarget - 0.5f - kGap;
  float used = 0;
  for (const SelfTestLine& line : sorted) {
    const float h = self_test_line_height(p, box.w, line, opens(line).has_value());
    if (out.pages.empty() || used + h > room) out.pages.emplace_back(), used = 0;
    out.pages.back().push_back(line);
    used += h + gap;
  }
  return out;
}

Intent draw_lines(const Model& model, ScreenState& state, Rect box, const SelfTest& test) {
  Painter& p = state.paint;
  const StaffSizes s = staff_sizes(p);
  const float gap = self_test_gap(p), turn_h = kTarget + 0.5f;
  const Pages laid = lay_out(p, box, test.lines, gap);
  const int pages = std::max(1, static_cast<int>(laid.pages.size()));
  int& page = state.own.list_page;
  page = std::clamp(page, 0, pages - 1);
  if (laid.pages.empty()) return {};
  const auto& lines = laid.pages[static_cast<std::size_t>(page)];
  const int rows = (static_cast<int>(lines.size()) + laid.columns - 1) / laid.columns;
  const float w = (box.w - kGap * static_cast<float>(laid.columns - 1)) / static_cast<float>(laid.columns);
  const float even_h = std::min(34 * s.k, (box.h + gap) / static_cast<float>(rows) - gap);
  Intent out;
  float y = box.y;
  for (int i = 0; i < static_cast<int>(lines.size()); ++i) {
    const SelfTestLine& line = lines[static_cast<std::size_t>(i)];
    const auto act = opens(line);
    if (i % rows == 0) y = box.y;
    const float h = laid.even ? even_h : self_test_line_height(p, w, line, act.has_value());
    const Rect rect{box.x + static_cast<float>(i / rows) * (w + kGap), y, w, h};
    const bool tapped = act && p.target(rect.inset(0, (kGap - gap) / 2), p.word(name_of(line.check)));
    draw_self_test_line(p, rect, line, act.has_value());
    if (tapped) out = self_test_act(model, *act);
    y += h + gap;
  }
  if (pages > 1) draw_staff_turn(p, {box.x, box.bottom() - turn_h, box.w, turn_h}, page, pages);
  return out;
}

Intent draw_buttons(const Model& model, Painter& p, Rect row, const SelfTest& test) {
  const StaffSizes s = staff_sizes(p);
  const float w = (row.w - 2 * kGap) / 3;
  const bool looking = count_of(test.lines)[SelfTestGrade::looking] > 0;
  Intent out;
  const ButtonStyle quiet{.em = 8.5f * s.k, .radius = 5, .least_em = s.small};
  if (button(p, {row.x, row.y, w, row.h}, p.word(Text::self_test_again), quiet)) out = self_test_act(model, SelfTestAct::look);
  ButtonStyle print = quiet;
  print.icon = Icon::print, print.enabled = !is_busy(test.print);
  const Text word = is_busy(test.print) ? Text::self_test_printing : test.print == PaperStage::done ? Text::self_test_printed : Text::self_test_print;
  if (button(p, {row.x + w + kGap, row.y, w, row.h}, p.word(word), print)) out = self_test_act(model, SelfTestAct::print);
  ButtonStyle note{.look = Look::main, .em = 8.5f * s.k, .icon = Icon::edit, .enabled = !looking && !test.noting, .radius = 5, .least_em = s.small};
  if (!test.noted.empty()) note.look = Look::outlined, note.icon = Icon::check;
  const std::string label = test.noted.empty() ? p.word(Text::self_test_note) : fill_in(p.word(Text::self_test_noted), {test.noted});
  if (button(p, {row.x + 2 * (w + kGap), row.y, w, row.h}, label, note) && test.noted.empty()) out = self_test_act(model, SelfTestAct::note);
  return out;
}

}  // namespace

Intent self_test_act(const Model& model, SelfTestAct what, int value, std::string text) {
  Intent out = intent(model, IntentKind::act_on_self_test, value, std::move(text));
  out.act = static_cast<int>(what);
  return out;
}

Intent draw_staff_self_test(const Model& model, ScreenState& state) {
  const SelfTest test = model.self_test ? *model.self_test : SelfTest{};
  if (test.step == SelfTestStep::camera) return draw_self_test_camera(model, state, test);
  if (test.step == SelfTestStep::corners) return draw_self_test_corners(model, state, test);
  if (test.step == SelfTestStep::sound) return draw_self_test_sound(model, state);
  Painter& p = state.paint;
  const StaffSizes s = staff_sizes(p);
  auto [box, out] = begin_staff_page(model, state, Text::self_test_title);
  const bool tall = p.theme().portrait() && !s.tight, beside = !p.theme().portrait();   // the sum beside what becomes of it, where height is short
  const float sum_h = s.tight ? kTarget + 1.5f : (tall ? 32 : 26) * s.k, button_h = beside ? sum_h : s.tight ? kTarget + 0.5f : 22 * s.k;
  const float sum_w = beside ? box.w * 0.44f : box.w;
  draw_self_test_sum(p, {box.x, box.y, sum_w, sum_h}, test);
  const Rect buttons = beside ? Rect{box.x + sum_w + kGap, box.y, box.w - sum_w - kGap, sum_h} : Rect{box.x, box.bottom() - button_h, box.w, button_h};
  const float top = box.y + sum_h + kGap, bottom = beside ? box.bottom() : buttons.y - kGap;
  if (const Intent did = draw_lines(model, state, {box.x, top, box.w, bottom - top}, test)) out = did;
  if (const Intent did = draw_buttons(model, p, buttons, test)) out = did;
  return out;
}

}  // namespace openday::ui
