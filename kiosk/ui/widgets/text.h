// All text of the kiosk. Lines break between Hanzi but never before ，。、！？ or inside a Latin word or a number; full-width
// marks end a line without their blank half; what does not fit its lines ends in an ellipsis. A character no font has is a box
// with its number, logged once. Every piece drawn is registered whole (registry.h).
#pragma once

#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/ui/painter.h"

namespace openday::ui {

enum class Align { left, centre, right };

struct TextStyle {
  Face face = Face::regular;
  float em = 10;               // design mm
  Color color = {};
  Align align = Align::left;
  float line = kLineSpacing;   // of em
  float spacing = 0;           // between characters, of em
  int max_lines = 0;           // 0: as many as needed
  bool balanced = false;       // lines of about equal length: titles
  float raise = 0;             // of em, in runs: below the baseline when negative
  bool tight_marks = false;    // full-width marks take half their width: for large centred lines
};

struct TextSize {
  float width = 0, height = 0;  // of the widest line, and of all lines
  int lines = 0;
  bool shortened = false;
};

// One line, unbroken.
[[nodiscard]] float text_width(const Painter& p, std::string_view text, const TextStyle& style);
// As draw_text would lay it out in `width`.
[[nodiscard]] TextSize measure_text(const Painter& p, float width, std::string_view text, const TextStyle& style);

// From the top of `box` down. Text that needs more height than the box has is shortened to the lines that fit (at least one).
TextSize draw_text(Painter& p, Rect box, std::string_view text, const TextStyle& style);
// The same, its lines centred over the height of the box.
TextSize draw_text_middle(Painter& p, Rect box, std::string_view text, const TextStyle& style);

// The end of a text that is being written: what of it stands in the last `lines` lines, and where the next character goes.
struct TextTail {
  std::string shown;
  int lines = 0;
  float x = 0;                 // right of the last line, mm from its left
};
[[nodiscard]] TextTail tail_of_text(const Painter& p, float width, std::string_view text, const TextStyle& style, int lines);
// A text in parts of so many lines, for turning over; at least one.
[[nodiscard]] std::vector<std::string> text_in_parts(const Painter& p, float width, std::string_view text, const TextStyle& style, int lines);

// The largest of `ems` with which the text stands in `lines` lines of `width`; else the last one.
[[nodiscard]] float fitting_em(const Painter& p, float width, std::string_view text, TextStyle style, std::initializer_list<float> ems, int lines = 1);

// Pieces of one line on one baseline, e.g. 还有 8 分钟; registered as one text.
struct Run {
  std::string text;
  TextStyle style;
  float gap = 0;               // before it, mm
};
[[nodiscard]] float runs_width(const Painter& p, std::span<const Run> runs);
void draw_runs(Painter& p, Point baseline_start, std::span<const Run> runs);  // left to right from there

// The baseline of a line whose em box is centred on `centre_y`, as Hanzi look centred.
[[nodiscard]] inline float baseline_at(float centre_y, float em) { return centre_y + 0.38f * em; }

}  // namespace openday::ui
