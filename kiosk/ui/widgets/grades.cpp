#include "kiosk/ui/widgets/grades.h"

#include <algorithm>

#include "kiosk/base/utf8.h"
#include "kiosk/ui/widgets/marks.h"

namespace openday::ui {
namespace {

constexpr std::array kWords{Text::grade_5, Text::grade_4, Text::grade_3, Text::grade_2, Text::grade_1};

// 非常 | 不满意: words of four and more Hanzi stand in two lines, so that all five look alike.
std::string in_two(const std::string& word) {
  const std::size_t count = base::count_code_points(word);
  if (count < 4 || word.size() < 3 * count) return word;
  const std::size_t head = base::first_code_points(word, count / 2).size();
  return word.substr(0, head) + "\n" + word.substr(head);
}

// No word of a grade is broken inside; its pieces stand in lines of their own.
float upright_em(const Painter& p, float width, const std::string& lines, TextStyle style) {
  const float k = p.theme().scale();
  for (style.em = p.theme().body(); style.em > 7 * k; style.em -= 0.4f) {
    float widest = 0;
    std::size_t from = 0;
    for (std::size_t i = 0; i <= lines.size(); ++i)
      if (i == lines.size() || lines[i] == '\n' || lines[i] == ' ') {
        widest = std::max(widest, text_width(p, std::string_view(lines).substr(from, i - from), style));
        from = i + 1;
      }
    if (widest <= width || style.em - 0.4f < p.theme().secondary()) break;
  }
  return std::max(style.em, p.theme().secondary());
}

void draw_upright(Painter& p, Rect rect, int grade, const std::string& lines, TextStyle text, Color surface) {
  text.line = rect.h < 60 * p.theme().scale() ? 1.2f : 1.3f;
  const float words_h = std::max(rect.h * 0.44f, 2 * p.theme().secondary() * 1.22f + 1), face = std::min({30.0f, rect.w - 6, rect.h - words_h - 3});
  draw_face(p, grade, {rect.cx(), rect.y + (rect.h - words_h - face) * 0.62f + face / 2}, face, surface, p.color().ink);
  text.em = std::min(upright_em(p, rect.w - 3, lines, text), std::max(p.theme().secondary(), (words_h + 0.2f) / (2 * text.line)));
  draw_text_middle(p, {rect.x + 1.5f, rect.bottom() - words_h - 1, rect.w - 3, words_h}, lines, text);
}

void draw_lying(Painter& p, Rect rect, int grade, const std::string& word, TextStyle text, Color surface, bool chosen) {
  const float face = std::min(rect.h - 4, 30.0f);
  draw_face(p, grade, {rect.x + 4 + face / 2, rect.cy()}, face, surface, p.color().ink);
  const float x = rect.x + 4 + face + 5, w = rect.right() - x - (chosen ? 14 : 3);
  text.em = fitting_em(p, w, word, text, {12 * p.theme().scale(), p.theme().body(), p.theme().secondary()}, 1);
  draw_text_middle(p, {x, rect.y, w, rect.h}, word, text);
}

bool draw_grade(Painter& p, Rect rect, const GradeButtons& grades, int grade, bool upright) {
  const Palette& c = p.color();
  const std::string& word = grade_word(p, grades.words, grade);
  const bool chosen = grades.chosen == grade;
  const bool tapped = grades.enabled && p.target(rect, word, TargetKind::grade);
  const Color fill = chosen ? c.azurite_5 : c.paper;
  p.outlined(rect, kCardRadius, grades.enabled && p.held() ? mix(fill, c.ink, 0.1f) : fill, chosen ? c.azurite : c.control, chosen ? 1.2f : p.theme().outline());
  const Color surface = chosen || p.theme().high_contrast() ? c.white : rgb(0xF6F1E4);
  const TextStyle text{.face = Face::bold, .color = chosen ? c.azurite : c.ink, .align = upright ? Align::centre : Align::left, .line = 1.3f, .max_lines = upright ? 3 : 2};
  if (upright) draw_upright(p, rect, grade, in_two(word), text, surface);
  else draw_lying(p, rect, grade, word, text, surface, chosen);
  if (chosen) {
    const Point badge = upright ? Point{rect.right() - 3.5f, rect.y + 3} : Point{rect.right() - 8, rect.cy()};
    p.circle(badge, 6, c.azurite);
    draw_icon(p, Icon::check, badge, 9, c.white);
  }
  return tapped;
}

}  // namespace

const std::string& grade_word(const Painter& p, const std::array<std::string, 5>& words, int grade) {
  const auto index = static_cast<std::size_t>(5 - grade);
  return words[index].empty() ? p.word(kWords[index]) : words[index];
}

bool grades_in_columns(float width) { return (width - 4 * kGap) / 5 >= kRatingTarget + 1; }

int draw_grades(Painter& p, Rect box, const GradeButtons& grades) {
  int out = 0;
  const bool upright = grades_in_columns(box.w);
  const float w = (box.w - 4 * kGap) / 5, h = (box.h - 4 * kGap) / 5;
  for (int i = 0; i < 5; ++i) {
    const auto at = static_cast<float>(i);
    const Rect rect = upright ? Rect{box.x + at * (w + kGap), box.y, w, box.h} : Rect{box.x, box.y + at * (h + kGap), box.w, h};
    if (draw_grade(p, rect, grades, 5 - i, upright)) out = 5 - i;
  }
  return out;
}

float grade_centre(Rect grades, int grade) {
  const auto before = static_cast<float>(5 - grade);
  return grades.x + (before + 0.5f) * (grades.w - 4 * kGap) / 5 + before * kGap;
}

TextStyle question_style(const Painter& p, float width, const std::string& text, float wished, int lines) {
  const float k = p.theme().scale();
  TextStyle style{.face = Face::serif, .color = p.color().ink, .line = 1.25f, .max_lines = lines, .balanced = true, .tight_marks = true};
  style.em = fitting_em(p, width, text, style, {wished, 15 * k, 14 * k}, 1);
  if (text_width(p, text, style) > width) style.em = fitting_em(p, width, text, style, {wished, 15 * k, 14 * k, 13 * k}, lines);
  return style;
}

TextStyle low_question_style(const Painter& p, float width, const std::string& text, float most) {
  TextStyle style = question_style(p, width, text, 13, 2);
  if (measure_text(p, width, text, style).height <= most) return style;
  style.em = fitting_em(p, width, text, style, {12, 11, p.theme().body()}, 1);
  if (style.em * style.line * 2 > most) style.max_lines = 1;
  return style;
}

void draw_medallion(Painter& p, Point centre, float size, int number) {
  constexpr std::array kNumbers{Text::number_1, Text::number_2, Text::number_3, Text::number_4, Text::number_5, Text::number_6, Text::number_7, Text::number_8, Text::number_9};
  p.circle(centre, size / 2, p.color().azurite);
  const auto index = static_cast<std::size_t>(std::clamp(number, 1, 9) - 1);
  const Rect box{centre.x - size / 2, centre.y - size / 2, size, size};
  draw_text_middle(p, box, p.word(kNumbers[index]), {.face = Face::serif, .em = size * 0.56f, .color = p.color().white, .align = Align::centre, .line = 1});
}

float draw_dots(Painter& p, Rect row, int index, int count) {
  float x = row.x;
  for (int i = 1; i <= std::min(count, 9); ++i) {
    const float w = i == index ? 12.0f : 4.0f;
    p.fill_round({x, row.cy() - 2, w, 4}, 2, i <= index ? p.color().azurite : p.color().control);
    x += w + 2.5f;
  }
  return x;
}

}  // namespace openday::ui
