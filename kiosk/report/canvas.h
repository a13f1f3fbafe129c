// Drawing in millimetres on a Cairo page: colours, rectangles, and blocks of text that are laid out before they are drawn. A
// character that no font has becomes a small box with its U+XXXX; nothing is ever dropped. One thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <cairo.h>

#include "kiosk/base/qr_code.h"
#include "kiosk/report/print_fonts.h"

namespace openday::report {

inline constexpr double kPointsPerMm = 72 / 25.4;

struct Color {
  double red = 0, green = 0, blue = 0;
};
constexpr Color rgb(std::uint32_t hex) {
  return {((hex >> 16) & 0xFF) / 255.0, ((hex >> 8) & 0xFF) / 255.0, (hex & 0xFF) / 255.0};
}

struct TextStyle {
  Face face = Face::regular;
  double size = 3.5;      // mm of em
  Color color;
  double spacing = 1.25;  // line to line, in em; the first line stands in the middle of its own
  double indent = 0;      // mm of the first line
};

// One paragraph, wrapped to a width.
class TextBlock {
 public:
  TextBlock(PrintFonts& fonts, std::string_view text, const TextStyle& style, double width_mm);
  [[nodiscard]] double width() const;    // mm of ink and advance, at most the width asked for
  [[nodiscard]] double height() const;   // mm
  // Cuts to the lines that fit, the last one closed by "…"; true when something was cut.
  bool cut_to(double height_mm);
  void draw(cairo_t* cairo, double x_mm, double y_mm) const;

 private:
  void set_text(PrintFonts& fonts, std::string_view text);
  void draw_boxes(cairo_t* cairo, double top) const;

  GPtr<PangoLayout> layout_;
  OutlineText* outlines_;
  TextStyle style_;
  std::vector<std::pair<int, int>> boxes_;   // byte ranges of characters that no font has
};

// The largest size between `style.size` and `least` at which the text stays within `height_mm`; at `least` it may be higher.
[[nodiscard]] TextBlock fit_text(PrintFonts& fonts, std::string_view text, TextStyle style, double least, double width_mm, double height_mm);

void set_color(cairo_t* cairo, Color color);
void fill_box(cairo_t* cairo, double x, double y, double width, double height, Color color);
void fill_rounded(cairo_t* cairo, double x, double y, double width, double height, double radius, Color color);
void draw_line(cairo_t* cairo, double x0, double y0, double x1, double y1, double width, Color color);
// Modules as one filled path, `side` mm without the quiet zone.
void draw_code(cairo_t* cairo, const base::QrCode& code, double x, double y, double side);

}  // namespace openday::report
