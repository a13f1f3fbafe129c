#include "kiosk/report/card_hills.h"

#include <array>
#include <numbers>

#include "kiosk/report/canvas.h"

namespace openday::report {
namespace {

constexpr Color kGround = rgb(0x0F5A47), kSun = rgb(0xE2A873);

struct Peak {
  double x, left, right, summit;   // mm from the right edge's left (x) and from the band's top; widths of the two slopes
  Color top, foot;
};
// Far to near, measured from the band's right edge. The pale feet of the screens are malachite here: mist is the ground.
constexpr std::array kPeaks{
    Peak{-37, 13, 12, 9.4, rgb(0x1B6658), kGround},  Peak{-9, 12, 13, 5.6, rgb(0x1D6A68), kGround},
    Peak{-23, 10, 11, 6.6, rgb(0x1C6864), kGround},  Peak{-17, 6.4, 7, 3.2, rgb(0x1F6C78), rgb(0x125B4C)},
    Peak{-30, 8, 8, 9.0, rgb(0x1D7059), kGround},    Peak{-3, 8, 9, 7.2, rgb(0x1D7059), rgb(0x115B49)},
    Peak{-11, 10, 9, 11, rgb(0x176650), kGround},
};

// A peak as two S-shaped slopes that meet in a rounded summit.
void trace(cairo_t* cairo, const Peak& peak, double right_edge, double foot) {
  const double x = right_edge + peak.x, rise = foot - peak.summit;
  const auto slope = [&](double side, double width, bool up) {
    const double near_top = x + side * width * 0.30, near_foot = x + side * width * 0.36, end = x + side * width;
    if (up) {
      cairo_move_to(cairo, end, foot);
      cairo_curve_to(cairo, near_foot, foot - rise * 0.06, near_top, peak.summit, x, peak.summit);
    } else {
      cairo_curve_to(cairo, near_top, peak.summit, near_foot, foot - rise * 0.06, end, foot);
    }
  };
  slope(-1, peak.left, true);
  slope(1, peak.right, false);
  cairo_close_path(cairo);
}

void paint(cairo_t* cairo, const Peak& peak, double right_edge, double foot) {
  cairo_pattern_t* gradient = cairo_pattern_create_linear(0, peak.summit, 0, foot);
  cairo_pattern_add_color_stop_rgb(gradient, 0, peak.top.red, peak.top.green, peak.top.blue);
  cairo_pattern_add_color_stop_rgb(gradient, 1, peak.foot.red, peak.foot.green, peak.foot.blue);
  trace(cairo, peak, right_edge, foot);
  cairo_set_source(cairo, gradient);
  cairo_fill(cairo);
  cairo_pattern_destroy(gradient);
}

}  // namespace

Surface record_hills(double width, double height, bool sun) {
  constexpr double kSunFromRight = 24.5, kSunY = 6.2, kSunRadius = 2.6;
  const cairo_rectangle_t extents{0, 0, width, height};
  Surface surface(cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA, &extents));
  cairo_t* cairo = cairo_create(surface.get());
  cairo_rectangle(cairo, 0, 0, width, height);
  cairo_clip(cairo);
  fill_box(cairo, 0, 0, width, height, kGround);
  if (sun) {
    set_color(cairo, kSun);
    cairo_arc(cairo, width - kSunFromRight, kSunY, kSunRadius, 0, 2 * std::numbers::pi);
    cairo_fill(cairo);
  }
  constexpr double kAboveTheEdge = 0.3;   // two edges in one place would add up to a darker line
  for (const Peak& peak : kPeaks) paint(cairo, peak, width, height - kAboveTheEdge);
  cairo_destroy(cairo);
  return surface;
}

}  // namespace openday::report
