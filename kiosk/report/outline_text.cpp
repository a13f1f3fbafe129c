#include "kiosk/report/outline_text.h"

#include <vector>

#include <cairo-ft.h>
#include <fontconfig/fontconfig.h>
#include <pango/pangofc-font.h>

namespace openday::report {
namespace {

constexpr double kEm = 1000;   // units of the outlines: Cairo's paths keep 1/256 of a unit
const cairo_user_data_key_t kBaseFont{};

double points(int pango_units) { return pango_units / static_cast<double>(PANGO_SCALE); }

void destroy_font(void* font) { cairo_scaled_font_destroy(static_cast<cairo_scaled_font_t*>(font)); }

cairo_status_t render_glyph(cairo_scaled_font_t* font, unsigned long glyph, cairo_t* cairo, cairo_text_extents_t* extents) {
  auto* base = static_cast<cairo_scaled_font_t*>(cairo_font_face_get_user_data(cairo_scaled_font_get_font_face(font), &kBaseFont));
  const cairo_glyph_t one{glyph, 0, 0};
  cairo_text_extents_t found;
  cairo_scaled_font_glyph_extents(base, &one, 1, &found);
  extents->x_advance = found.x_advance / kEm;
  cairo_scale(cairo, 1 / kEm, 1 / kEm);
  cairo_set_scaled_font(cairo, base);
  cairo_glyph_path(cairo, &one, 1);
  cairo_fill(cairo);
  return cairo_status(cairo);
}

// The base font at kEm without hints, so that an outline is the designer's own.
cairo_scaled_font_t* unhinted(cairo_scaled_font_t* font) {
  cairo_matrix_t size, identity;
  cairo_matrix_init_scale(&size, kEm, kEm);
  cairo_matrix_init_identity(&identity);
  cairo_font_options_t* options = cairo_font_options_create();
  cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
  cairo_scaled_font_t* out = cairo_scaled_font_create(cairo_scaled_font_get_font_face(font), &size, &identity, options);
  cairo_font_options_destroy(options);
  return out;
}

// Glyphs of a run with the bytes of text each group of them stands for; run and text go left to right.
struct Placed {
  std::vector<cairo_glyph_t> glyphs;
  std::vector<cairo_text_cluster_t> clusters;
};

Placed place(const PangoGlyphItem& run, double x, double y) {
  Placed out;
  const PangoGlyphString& string = *run.glyphs;
  for (int i = 0; i < string.num_glyphs;) {
    const int begin = i, from = string.log_clusters[i];
    int shown = 0;
    for (; i < string.num_glyphs && string.log_clusters[i] == from; ++i) {
      const PangoGlyphInfo& info = string.glyphs[i];
      if (info.glyph != PANGO_GLYPH_EMPTY) {
        out.glyphs.push_back({info.glyph, x + points(info.geometry.x_offset), y + points(info.geometry.y_offset)});
        ++shown;
      }
      x += points(info.geometry.width);
    }
    const int to = i < string.num_glyphs ? string.log_clusters[i] : run.item->length;
    if (i > begin) out.clusters.push_back({to - from, shown});
  }
  return out;
}

}  // namespace

cairo_font_face_t* OutlineText::outlines_of(PangoFont* font) {
  FcPattern* pattern = pango_fc_font_get_pattern(PANGO_FC_FONT(font));
  FcChar8* file = nullptr;
  int index = 0;
  FcPatternGetString(pattern, FC_FILE, 0, &file);
  FcPatternGetInteger(pattern, FC_INDEX, 0, &index);
  auto& face = faces_[FontFile(file != nullptr ? reinterpret_cast<const char*>(file) : "", index)];
  if (!face) {
    face.reset(cairo_user_font_face_create());
    cairo_user_font_face_set_render_glyph_func(face.get(), &render_glyph);
    cairo_font_face_set_user_data(face.get(), &kBaseFont, unhinted(pango_cairo_font_get_scaled_font(PANGO_CAIRO_FONT(font))), &destroy_font);
  }
  return face.get();
}

void OutlineText::show_run(cairo_t* cairo, const PangoGlyphItem& run, const char* text, double x, double y) {
  PangoFont* font = run.item->analysis.font;
  cairo_matrix_t size;
  cairo_scaled_font_get_font_matrix(pango_cairo_font_get_scaled_font(PANGO_CAIRO_FONT(font)), &size);
  const Placed placed = place(run, x, y);
  cairo_set_font_face(cairo, outlines_of(font));
  cairo_set_font_matrix(cairo, &size);
  cairo_show_text_glyphs(cairo, text + run.item->offset, run.item->length, placed.glyphs.data(), static_cast<int>(placed.glyphs.size()),
                         placed.clusters.data(), static_cast<int>(placed.clusters.size()), static_cast<cairo_text_cluster_flags_t>(0));
}

void OutlineText::show(cairo_t* cairo, PangoLayout* layout) {
  double x = 0, y = 0;
  cairo_get_current_point(cairo, &x, &y);
  PangoLayoutIter* iterator = pango_layout_get_iter(layout);
  do {
    const PangoLayoutRun* run = pango_layout_iter_get_run_readonly(iterator);
    if (run == nullptr) continue;   // the end of a line
    PangoRectangle box;
    pango_layout_iter_get_run_extents(iterator, nullptr, &box);
    show_run(cairo, *run, pango_layout_get_text(layout), x + points(box.x), y + points(pango_layout_iter_get_run_baseline(iterator)));
  } while (pango_layout_iter_next_run(iterator));
  pango_layout_iter_free(iterator);
}

}  // namespace openday::report
