// The hills of a card's head: a few vector peaks on malachite, recorded once and reused by every card of a document.
#pragma once

#include <memory>

#include <cairo.h>

namespace openday::report {

struct DestroySurface {
  void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
};
using Surface = std::unique_ptr<cairo_surface_t, DestroySurface>;

// `width` x `height` mm at scale 1. All tints keep 4.5:1 or more under white letters; the sun does not and is left out where a
// long title needs the room.
[[nodiscard]] Surface record_hills(double width, double height, bool sun);

}  // namespace openday::report
