// What all lines of the self-test come to: whether the doors may be opened, and which lines stand in the way.
#include <algorithm>

#include "kiosk/ui/screens/self_test_parts.h"

namespace openday::ui {
namespace {

struct Sum {
  SelfTestGrade grade = SelfTestGrade::looking;
  std::string strong, soft;
};

std::string names_of(const Painter& p, const SelfTest& test, SelfTestGrade grade) {
  std::string out;
  for (const SelfTestLine& line : test.lines)
    if (line.grade == grade) out += (out.empty() ? std::string() : p.word(Text::self_test_comma)) + p.word(name_of(line.check));
  return out;
}

Sum sum_of(const Painter& p, const SelfTest& test) {
  const SelfTestCounts counts = count_of(test.lines);
  if (counts[SelfTestGrade::bad] > 0) return {SelfTestGrade::bad, fill_in(p.word(Text::self_test_unfit), {std::to_string(counts[SelfTestGrade::bad])}), names_of(p, test, SelfTestGrade::bad)};
  if (counts[SelfTestGrade::looking] > 0) return {SelfTestGrade::looking, p.word(Text::self_test_running), p.word(Text::self_test_running_do)};
  if (counts[SelfTestGrade::todo] > 0) return {SelfTestGrade::todo, fill_in(p.word(Text::self_test_open), {std::to_string(counts[SelfTestGrade::todo])}), p.word(Text::self_test_open_do)};
  if (counts[SelfTestGrade::attention] > 0) return {SelfTestGrade::attention, p.word(Text::self_test_mind), names_of(p, test, SelfTestGrade::attention)};
  return {SelfTestGrade::good, p.word(Text::self_test_fit), p.word(Text::self_test_fit_do)};
}

// What became of the sheet on paper is said in the place of the second line.
void say_printing(const Painter& p, const SelfTest& test, Sum& sum) {
  if (test.print == PaperStage::failed) sum.soft = p.word(test.problem == PaperProblem::no_printer ? Text::papers_no_printer : Text::self_test_not_printed);
  else if (test.print == PaperStage::out_of_paper) sum.soft = p.word(Text::papers_out_of_paper);
  else if (test.print == PaperStage::jammed) sum.soft = p.word(Text::papers_jammed);
  else if (test.print == PaperStage::stopped) sum.soft = p.word(Text::papers_stopped);
  if (test.note_failed) sum.soft = p.word(Text::self_test_not_noted);
}

}  // namespace

void draw_self_test_sum(Painter& p, Rect rect, const SelfTest& test) {
  const StaffSizes s = staff_sizes(p);
  Sum sum = sum_of(p, test);
  say_printing(p, test, sum);
  const Color color = self_test_color(p, sum.grade);
  draw_card(p, rect);
  const float sign = std::min(rect.h - 5, 30 * s.k), x = rect.x + 8 + sign + 7, w = rect.right() - 8 - x;
  draw_self_test_sign(p, sum.grade, {rect.x + 8 + sign / 2, rect.cy()}, sign);
  TextStyle strong{.face = Face::bold, .color = color, .line = 1.2f, .max_lines = 1};
  strong.em = fitting_em(p, w, sum.strong, strong, {std::min(15 * s.k, rect.h * 0.42f), 10 * s.k, s.em});
  const TextStyle soft{.em = s.em * (s.tight ? 1.0f : 1.1f), .color = p.color().ink_2, .line = 1.2f, .max_lines = 2};
  const float strong_h = strong.em * 1.25f, room = rect.h - strong_h - 3;
  float soft_h = std::min(room, measure_text(p, w, sum.soft, soft).height);
  if (soft_h < soft.em * 1.1f) soft_h = 0;
  const float y = rect.cy() - (strong_h + soft_h) / 2;
  draw_text(p, {x, y, w, strong_h}, sum.strong, strong);
  if (soft_h > 0) draw_text(p, {x, y + strong_h, w, soft_h}, sum.soft, soft);
}

}  // namespace openday::ui
