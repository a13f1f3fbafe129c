#include "kiosk/text/handwriting.h"

#include <algorithm>
#include <cmath>

namespace openday::text {
namespace {

constexpr float kMargin = 0.1F;
constexpr float kLeastExtent = 1e-3F;   // a single dot has none; it is drawn in the middle

struct Box {
  float left, top, right, bottom;
};

// Every n-th point and the last one, so that no more than the limit are left.
InkStroke thinned(const InkStroke& stroke) {
  InkStroke usable;
  std::ranges::copy_if(stroke, std::back_inserter(usable), [](const InkPoint& p) { return std::isfinite(p.x) && std::isfinite(p.y); });
  if (usable.size() <= kMaxStrokePoints) return usable;
  InkStroke out;
  for (std::size_t i = 0; i < kMaxStrokePoints; ++i) out.push_back(usable[i * (usable.size() - 1) / (kMaxStrokePoints - 1)]);
  return out;
}

Ink usable_strokes(const Ink& ink) {
  Ink out;
  for (const InkStroke& stroke : ink) {
    if (out.size() == kMaxInkStrokes) break;
    if (InkStroke usable = thinned(stroke); !usable.empty()) out.push_back(std::move(usable));
  }
  return out;
}

Box bounds(const Ink& ink) {
  const InkPoint first = ink.front().front();
  Box box{first.x, first.y, first.x, first.y};
  for (const InkStroke& stroke : ink) {
    for (const InkPoint& p : stroke) box = {std::min(box.left, p.x), std::min(box.top, p.y), std::max(box.right, p.x), std::max(box.bottom, p.y)};
  }
  return box;
}

// From the line through a and b, or from a where they are one.
float distance_from_line(InkPoint p, InkPoint a, InkPoint b) {
  const float x = b.x - a.x, y = b.y - a.y, length = std::hypot(x, y);
  return length < kLeastExtent ? std::hypot(p.x - a.x, p.y - a.y) : std::abs(x * (a.y - p.y) - y * (a.x - p.x)) / length;
}

void keep_bends(const InkStroke& stroke, std::size_t first, std::size_t last, float tolerance, InkStroke& out) {
  std::size_t farthest = first;
  float most = tolerance;
  for (std::size_t i = first + 1; i < last; ++i) {
    if (const float distance = distance_from_line(stroke[i], stroke[first], stroke[last]); distance > most) most = distance, farthest = i;
  }
  if (farthest != first) {
    keep_bends(stroke, first, farthest, tolerance, out);
    keep_bends(stroke, farthest, last, tolerance, out);
  } else {
    out.push_back(stroke[last]);
  }
}

}  // namespace

InkStroke straighten(const InkStroke& stroke, float tolerance) {
  if (stroke.size() < 3) return stroke;
  InkStroke out{stroke.front()};
  keep_bends(stroke, 0, stroke.size() - 1, tolerance, out);
  return out;
}

Ink fit_ink(const Ink& ink, float size) {
  Ink out = usable_strokes(ink);
  if (out.empty()) return out;
  const Box box = bounds(out);
  const float extent = std::max({box.right - box.left, box.bottom - box.top, kLeastExtent});
  const float scale = size * (1 - 2 * kMargin) / extent;
  const float middle_x = box.left + (box.right - box.left) / 2, middle_y = box.top + (box.bottom - box.top) / 2;
  for (InkStroke& stroke : out) {
    for (InkPoint& p : stroke) p = {std::clamp(size / 2 + (p.x - middle_x) * scale, 0.0F, size), std::clamp(size / 2 + (p.y - middle_y) * scale, 0.0F, size)};
  }
  return out;
}

}  // namespace openday::text
