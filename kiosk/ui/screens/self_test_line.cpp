// How a line of the self-test looks: sign, what was looked at, what was found, what to do.
#include <algorithm>

#include "kiosk/ui/screens/self_test_parts.h"
#include "kiosk/ui/widgets/marks.h"

namespace openday::ui {

namespace {

constexpr float kSign = 13;   // mm at scale 1

// A target ends half of kGap from the next one, wherever the cards do.
float least_target(const Painter& p) { return kTarget + 0.5f + kGap - self_test_gap(p); }

bool narrow(const Painter& p, float width) { return width < 150 * staff_sizes(p).k; }

// Where the words of a line stand: beside its name, or on narrow panels below it, where they may take a second line.
struct Words {
  std::string name, said, step;
  TextStyle bold, plain, strong;
  float left = 0, right = 0, x = 0, name_w = 0;   // of the words; of the name
  float name_h = 0, said_h = 0, step_h = 0;
  [[nodiscard]] float w() const { return right - x; }
};

Words lay_out(const Painter& p, float from, float width, const SelfTestLine& line, bool opens) {
  const StaffSizes s = staff_sizes(p);
  Words out{p.word(name_of(line.check)), said_of(line, p.word(line.said)), line.step ? p.word(*line.step) : std::string(), {}, {}, {}};
  const bool below = narrow(p, width);
  out.left = from + 4 + kSign * s.k + 4, out.right = from + width - (opens ? 11 * s.k : 5);
  out.name_w = below ? out.right - out.left : 0.25f * width;
  out.x = below ? out.left : out.left + out.name_w + 3;
  out.bold = {.face = Face::bold, .color = p.color().ink, .line = 1.2f, .max_lines = 1};
  out.bold.em = fitting_em(p, out.name_w, out.name, out.bold, {below ? s.em : s.em * 1.1f, s.em, s.small});
  const int said_lines = below || out.step.empty() ? 2 : 1, step_lines = 2;
  out.plain = {.color = line.grade == SelfTestGrade::absent ? p.color().ink_2 : p.color().ink, .line = 1.2f, .max_lines = said_lines};
  out.plain.em = fitting_em(p, out.w(), out.said, out.plain, {s.em, (s.em + s.small) / 2, s.small}, said_lines);
  out.strong = {.face = Face::bold, .color = self_test_color(p, line.grade), .line = 1.2f, .max_lines = step_lines};
  out.strong.em = fitting_em(p, out.w(), out.step, out.strong, {s.em, (s.em + s.small) / 2, s.small}, step_lines);
  out.name_h = below ? measure_text(p, out.name_w, out.name, out.bold).height : 0;
  out.said_h = measure_text(p, out.w(), out.said, out.plain).height;
  out.step_h = out.step.empty() ? 0 : measure_text(p, out.w(), out.step, out.strong).height;
  return out;
}

}  // namespace

float self_test_gap(const Painter& p) { return staff_sizes(p).tight ? kGap : 2.0f; }

Color self_test_color(const Painter& p, SelfTestGrade grade) {
  switch (grade) {
    case SelfTestGrade::good: return p.color().malachite;
    case SelfTestGrade::attention: return p.color().ochre;
    case SelfTestGrade::bad: return p.color().cinnabar;
    case SelfTestGrade::todo: return p.color().azurite;
    case SelfTestGrade::looking:
    case SelfTestGrade::absent: break;
  }
  return p.color().ink_2;
}

void draw_self_test_sign(Painter& p, SelfTestGrade grade, Point centre, float size) {
  const Color color = self_test_color(p, grade), paper = p.color().paper;
  switch (grade) {
    case SelfTestGrade::good: return draw_mark(p, Mark::tick, centre, size, color, paper);
    case SelfTestGrade::attention: return draw_mark(p, Mark::arrow, centre, size, color, paper);
    case SelfTestGrade::bad: return draw_mark(p, Mark::hand, centre, size, color, paper);
    case SelfTestGrade::todo: return draw_icon(p, Icon::touch, centre, size, color);
    case SelfTestGrade::looking: return draw_icon(p, Icon::schedule, centre, size * 0.9f, color);
    case SelfTestGrade::absent: return p.line({centre.x - size * 0.3f, centre.y}, {centre.x + size * 0.3f, centre.y}, std::max(0.8f, size * 0.08f), color);
  }
}

float self_test_line_height(const Painter& p, float width, const SelfTestLine& line, bool opens) {
  const Words words = lay_out(p, 0, width, line, opens);
  return std::max(least_target(p), words.name_h + words.said_h + words.step_h + 1.6f);
}

float self_test_least_height(const Painter& p) { return std::max(least_target(p), 2 * staff_sizes(p).em * 1.2f + 1.6f); }

void draw_self_test_line(Painter& p, Rect rect, const SelfTestLine& line, bool opens) {
  const StaffSizes s = staff_sizes(p);
  draw_card(p, rect, opens && p.held() ? mix(p.color().paper, p.color().ink, 0.1f) : p.color().paper);
  const float sign = std::min(kSign * s.k, rect.h - 4);
  draw_self_test_sign(p, line.grade, {rect.x + 4 + kSign * s.k / 2, rect.cy()}, sign);
  if (opens) draw_icon(p, Icon::chevron_right, {rect.right() - 6 * s.k, rect.cy()}, 9 * s.k, p.color().ink_2);
  const Words words = lay_out(p, rect.x, rect.w, line, opens);
  float y = rect.cy() - (words.name_h + words.said_h + words.step_h) / 2;
  if (words.name_h > 0) draw_text(p, {words.left, y, words.name_w, words.name_h}, words.name, words.bold);
  else draw_text_middle(p, {words.left, rect.y, words.name_w, rect.h}, words.name, words.bold);
  y += words.name_h;
  draw_text(p, {words.x, y, words.w(), words.said_h}, words.said, words.plain);
  if (words.step_h > 0) draw_text(p, {words.x, y + words.said_h, words.w(), words.step_h}, words.step, words.strong);
}

}  // namespace openday::ui
