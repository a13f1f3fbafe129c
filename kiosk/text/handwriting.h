// What a guest drew on the pad, as characters: a helper beside pinyin, never the only way (README has what it reads and what not).
// A recogniser belongs to one thread and keeps nothing between calls. Pure.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace openday::text {

struct InkPoint {
  float x = 0, y = 0;   // any unit, y downwards
};
using InkStroke = std::vector<InkPoint>;
using Ink = std::vector<InkStroke>;   // in the order in which it was drawn

class HandwritingRecogniser {
 public:
  virtual ~HandwritingRecogniser() = default;
  // The characters that the ink may be, the likeliest first; none for no ink.
  [[nodiscard]] virtual std::vector<std::string> recognise(const Ink& ink, std::size_t most) = 0;
};

// The ink moved and scaled so that its longer side fills `size` less a margin of a tenth on each side, centred; small ink grows, flat
// ink stays flat. Strokes without points and points that are no numbers are dropped, a long stroke keeps at most kMaxStrokePoints.
[[nodiscard]] Ink fit_ink(const Ink& ink, float size);

// A stroke without the points that lie within `tolerance` of the line between their neighbours (Ramer, Douglas and Peucker).
[[nodiscard]] InkStroke straighten(const InkStroke& stroke, float tolerance);

inline constexpr std::size_t kMaxInkStrokes = 64, kMaxStrokePoints = 200;

}  // namespace openday::text
