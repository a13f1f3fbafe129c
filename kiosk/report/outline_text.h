// Draws a Pango layout with fonts whose glyphs Cairo takes as outlines (Type 3 in a PDF: embedded, subset, searchable). Cairo 1.16
// subsets CFF fonts wrongly: a glyph whose first hint mask follows a path operator loses its last subroutine (如 of Noto Sans CJK
// Regular prints blank; other glyphs end the program by an assertion), since cairo_cff_parse_charstring never clears its stack at
// path operators. Nothing is ever dropped here. One thread.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <utility>

#include <pango/pangocairo.h>

namespace openday::report {

struct DestroyFace {
  void operator()(cairo_font_face_t* face) const { cairo_font_face_destroy(face); }
};

class OutlineText {
 public:
  // The layout's first line begins at the current point's place, as with pango_cairo_show_layout; the source is set.
  void show(cairo_t* cairo, PangoLayout* layout);

 private:
  using FontFile = std::pair<std::string, int>;   // path, face index
  void show_run(cairo_t* cairo, const PangoGlyphItem& run, const char* text, double x, double y);
  cairo_font_face_t* outlines_of(PangoFont* font);

  std::map<FontFile, std::unique_ptr<cairo_font_face_t, DestroyFace>> faces_;   // one for all sizes
};

}  // namespace openday::report
