// What pages of ratings and score sheets share: the five grades of one size and weight, the question above them, its number,
// how far the guest has come.
#pragma once

#include <array>
#include <string>

#include "kiosk/ui/widgets/controls.h"

namespace openday::ui {

struct GradeButtons {
  std::array<std::string, 5> words;   // of grades 5, 4, 3, 2, 1; an empty one takes the standard word
  int chosen = 0;                     // 5..1; 0: none
  bool enabled = true;
};
[[nodiscard]] const std::string& grade_word(const Painter& p, const std::array<std::string, 5>& words, int grade);

// Side by side where the width allows it, else one below the other.
[[nodiscard]] bool grades_in_columns(float width);
// The grade that was tapped, or 0.
[[nodiscard]] int draw_grades(Painter& p, Rect box, const GradeButtons& grades);
[[nodiscard]] float grade_centre(Rect grades, int grade);   // x of its button, of grades in columns

// A question in serif, as large as it fits the lines.
[[nodiscard]] TextStyle question_style(const Painter& p, float width, const std::string& text, float wished, int lines);
// Above five grades that stand one below the other on a small page: two lines, or one of body size where they would be higher than `most`.
[[nodiscard]] TextStyle low_question_style(const Painter& p, float width, const std::string& text, float most);
// 壹, 贰, 叁 on a disc; the ninth stands for every later one.
void draw_medallion(Painter& p, Point centre, float size, int number);

// Dots as far as nine, the present one long; returns where they end.
float draw_dots(Painter& p, Rect row, int index, int count);

}  // namespace openday::ui
