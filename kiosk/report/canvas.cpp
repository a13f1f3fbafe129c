#include "kiosk/report/canvas.h"

#include <algorithm>
#include <numbers>

#include <fmt/format.h>

#include "kiosk/base/utf8.h"

namespace openday::report {
namespace {

constexpr double kSizeStep = 0.15;         // mm
constexpr double kMissingScale = 0.45;     // size of the digits in the box of a missing character
constexpr double kLineOfTheFont = 1.448;   // Noto Sans CJK's own line height in em
constexpr double kAscent = 0.88;           // of an ideograph's em box above the baseline
constexpr double kMissingRise = 0.22;      // em: the digits stand in the middle of their box
constexpr double kBoxLine = 0.04;          // em

struct FreeAttributes {
  void operator()(PangoAttrList* list) const { pango_attr_list_unref(list); }
};

struct FreeIterator {
  void operator()(PangoLayoutIter* iterator) const { pango_layout_iter_free(iterator); }
};

// Pango counts 1/1024 point here: a layout's unit is the point, the canvas' the millimetre.
double to_mm(int pango_units) { return pango_units / static_cast<double>(PANGO_SCALE) / kPointsPerMm; }
int to_units(double mm) { return static_cast<int>(mm * kPointsPerMm * PANGO_SCALE); }

void make_small(PangoAttrList* list, int begin, int end, double em_mm) {
  for (PangoAttribute* attribute : {pango_attr_scale_new(kMissingScale), pango_attr_rise_new(to_units(em_mm * kMissingRise)), pango_attr_allow_breaks_new(FALSE)}) {
    attribute->start_index = static_cast<guint>(begin);
    attribute->end_index = static_cast<guint>(end);
    pango_attr_list_insert(list, attribute);
  }
}

int last_baseline(PangoLayout* layout) {
  const std::unique_ptr<PangoLayoutIter, FreeIterator> line(pango_layout_get_iter(layout));
  while (pango_layout_iter_next_line(line.get())) {
  }
  return pango_layout_iter_get_baseline(line.get());
}

}  // namespace

TextBlock::TextBlock(PrintFonts& fonts, std::string_view text, const TextStyle& style, double width_mm)
    : layout_(pango_layout_new(fonts.context())), outlines_(&fonts.outlines()), style_(style) {
  PangoFontDescription* description = pango_font_description_copy(fonts.description(style.face));
  pango_font_description_set_absolute_size(description, to_units(style.size));
  pango_layout_set_font_description(layout_.get(), description);
  pango_font_description_free(description);
  pango_layout_set_width(layout_.get(), to_units(width_mm));
  pango_layout_set_wrap(layout_.get(), PANGO_WRAP_WORD_CHAR);
  pango_layout_set_single_paragraph_mode(layout_.get(), TRUE);
  pango_layout_set_indent(layout_.get(), to_units(style.indent));
  pango_layout_set_line_spacing(layout_.get(), static_cast<float>(style.spacing / kLineOfTheFont));
  set_text(fonts, text);
}

void TextBlock::set_text(PrintFonts& fonts, std::string_view text) {
  const std::unique_ptr<PangoAttrList, FreeAttributes> attributes(pango_attr_list_new());
  std::string shown;
  for (const char32_t c : base::to_code_points(text)) {
    if (fonts.has(style_.face, c)) {
      shown += base::to_utf8(c);
      continue;
    }
    const int begin = static_cast<int>(shown.size());
    shown += fmt::format("\u2009U+{:04X}\u2009", static_cast<std::uint32_t>(c));
    boxes_.emplace_back(begin, static_cast<int>(shown.size()));
    make_small(attributes.get(), begin, static_cast<int>(shown.size()), style_.size);
  }
  pango_layout_set_text(layout_.get(), shown.data(), static_cast<int>(shown.size()));
  pango_layout_set_attributes(layout_.get(), attributes.get());
}

// Around each U+XXXX the em box of the character it stands for.
void TextBlock::draw_boxes(cairo_t* cairo, double top) const {
  const double em = style_.size * kPointsPerMm;
  for (const auto& [begin, end] : boxes_) {
    PangoRectangle first, last;
    pango_layout_index_to_pos(layout_.get(), begin, &first);
    pango_layout_index_to_pos(layout_.get(), end - 1, &last);
    const std::unique_ptr<PangoLayoutIter, FreeIterator> line(pango_layout_get_iter(layout_.get()));
    while (pango_layout_iter_get_line_readonly(line.get())->start_index + pango_layout_iter_get_line_readonly(line.get())->length <= begin &&
           pango_layout_iter_next_line(line.get())) {
    }
    const double baseline = top + pango_layout_iter_get_baseline(line.get()) / static_cast<double>(PANGO_SCALE);
    const double x = first.x / static_cast<double>(PANGO_SCALE), right = (last.x + last.width) / static_cast<double>(PANGO_SCALE);
    cairo_set_line_width(cairo, kBoxLine * em);
    cairo_rectangle(cairo, x + kBoxLine * em, baseline - (kAscent - kBoxLine) * em, right - x - 2 * kBoxLine * em, (1 - 2 * kBoxLine) * em);
    cairo_stroke(cairo);
  }
}

double TextBlock::width() const {
  PangoRectangle box;
  pango_layout_get_extents(layout_.get(), nullptr, &box);
  return to_mm(box.width);
}

// From baselines, since a fall-back font's own line may be much higher than the one it stands in for.
double TextBlock::height() const { return to_mm(last_baseline(layout_.get()) - pango_layout_get_baseline(layout_.get())) + style_.spacing * style_.size; }

bool TextBlock::cut_to(double height_mm) {
  if (height() <= height_mm) return false;
  pango_layout_set_height(layout_.get(), -std::max(1, static_cast<int>(height_mm / (style_.spacing * style_.size))));   // negative: lines
  pango_layout_set_ellipsize(layout_.get(), PANGO_ELLIPSIZE_END);
  return pango_layout_is_ellipsized(layout_.get());
}

void TextBlock::draw(cairo_t* cairo, double x_mm, double y_mm) const {
  cairo_save(cairo);
  cairo_translate(cairo, x_mm, y_mm);
  cairo_scale(cairo, 1 / kPointsPerMm, 1 / kPointsPerMm);
  set_color(cairo, style_.color);
  const double baseline = ((style_.spacing - 1) / 2 + kAscent) * style_.size * kPointsPerMm;
  const double top = baseline - pango_layout_get_baseline(layout_.get()) / static_cast<double>(PANGO_SCALE);
  cairo_move_to(cairo, 0, top);
  outlines_->show(cairo, layout_.get());
  draw_boxes(cairo, top);
  cairo_restore(cairo);
}

TextBlock fit_text(PrintFonts& fonts, std::string_view text, TextStyle style, double least, double width_mm, double height_mm) {
  for (;; style.size = std::max(least, style.size - kSizeStep)) {
    TextBlock block(fonts, text, style, width_mm);
    if (style.size <= least || block.height() <= height_mm) return block;
  }
}

void set_color(cairo_t* cairo, Color color) { cairo_set_source_rgb(cairo, color.red, color.green, color.blue); }

void fill_box(cairo_t* cairo, double x, double y, double width, double height, Color color) {
  set_color(cairo, color);
  cairo_rectangle(cairo, x, y, width, height);
  cairo_fill(cairo);
}

void fill_rounded(cairo_t* cairo, double x, double y, double width, double height, double radius, Color color) {
  constexpr double kQuarter = std::numbers::pi / 2;
  set_color(cairo, color);
  cairo_new_sub_path(cairo);
  cairo_arc(cairo, x + width - radius, y + radius, radius, -kQuarter, 0);
  cairo_arc(cairo, x + width - radius, y + height - radius, radius, 0, kQuarter);
  cairo_arc(cairo, x + radius, y + height - radius, radius, kQuarter, 2 * kQuarter);
  cairo_arc(cairo, x + radius, y + radius, radius, 2 * kQuarter, 3 * kQuarter);
  cairo_close_path(cairo);
  cairo_fill(cairo);
}

void draw_line(cairo_t* cairo, double x0, double y0, double x1, double y1, double width, Color color) {
  set_color(cairo, color);
  cairo_set_line_width(cairo, width);
  cairo_move_to(cairo, x0, y0);
  cairo_line_to(cairo, x1, y1);
  cairo_stroke(cairo);
}

// Runs of a row as one rectangle each: less than half of the modules' number, and no seam within a row.
void draw_code(cairo_t* cairo, const base::QrCode& code, double x, double y, double side) {
  cairo_save(cairo);
  cairo_translate(cairo, x, y);
  cairo_scale(cairo, side / code.size, side / code.size);
  set_color(cairo, rgb(0x000000));
  for (int row = 0; row < code.size; ++row) {
    for (int column = 0; column < code.size; ++column) {
      int end = column;
      while (end < code.size && code.dark(end, row)) ++end;
      if (end > column) cairo_rectangle(cairo, column, row, end - column, 1);
      column = end;
    }
  }
  cairo_fill(cairo);
  cairo_restore(cairo);
}

}  // namespace openday::report
