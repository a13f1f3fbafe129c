#include "kiosk/image/focus.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace openday::image {

namespace {

constexpr int kLeastSide = 16;          // pixels of the halved middle
constexpr double kStrongest = 0.001;    // share of the pixels that say how steep this picture's edges are
constexpr int kSteps = 512;             // of the gradient's histogram, in halves of a grey value

// The middle half of the picture's width and height, each pixel the mean of four.
GreyImage middle_of(const GreyImage& picture) {
  GreyImage out(picture.width / 4, picture.height / 4);
  const int left = picture.width / 4, top = picture.height / 4;
  for (int y = 0; y < out.height; ++y) {
    const std::uint8_t* upper = picture.row(top + 2 * y) + left;
    const std::uint8_t* lower = picture.row(top + 2 * y + 1) + left;
    for (int x = 0; x < out.width; ++x) out.at(x, y) = static_cast<std::uint8_t>((upper[2 * x] + upper[2 * x + 1] + lower[2 * x] + lower[2 * x + 1] + 2) / 4);
  }
  return out;
}

struct Slope {
  int gradient2 = 0;   // squared, of differences over two pixels
  int laplacian2 = 0;  // squared
};

template <class Visit>
void for_each_slope(const GreyImage& picture, const Visit& visit) {
  for (int y = 1; y + 1 < picture.height; ++y) {
    const std::uint8_t *above = picture.row(y - 1), *row = picture.row(y), *below = picture.row(y + 1);
    for (int x = 1; x + 1 < picture.width; ++x) {
      const int across = row[x + 1] - row[x - 1], down = below[x] - above[x], bend = above[x] + below[x] + row[x - 1] + row[x + 1] - 4 * row[x];
      visit(Slope{across * across + down * down, bend * bend});
    }
  }
}

struct Mean {
  double sum = 0;
  std::size_t count = 0;
  void add(double value) { sum += value, ++count; }
  [[nodiscard]] double value() const { return count == 0 ? 0 : sum / static_cast<double>(count); }
};

int step_of(const Slope& slope) { return std::min(kSteps - 1, static_cast<int>(std::sqrt(static_cast<double>(slope.gradient2)))); }

// Half of the steepest edges' gradient, and a gradient that most flat pixels stay below.
struct Limits {
  int strong = 0, flat = 0;
};
Limits limits_of(const GreyImage& picture) {
  std::array<std::size_t, kSteps> histogram{};
  std::size_t count = 0;
  for_each_slope(picture, [&](const Slope& slope) { ++histogram[static_cast<std::size_t>(step_of(slope))], ++count; });
  const auto reached = [&](double share) {
    std::size_t below = 0;
    for (int i = 0; i < kSteps; ++i)
      if (below += histogram[static_cast<std::size_t>(i)]; static_cast<double>(below) >= share * static_cast<double>(count)) return i;
    return kSteps - 1;
  };
  return {reached(1 - kStrongest) / 2, reached(0.5)};
}

}  // namespace

Sharpness measure_sharpness(const GreyImage& picture) {
  const GreyImage middle = middle_of(picture);
  if (middle.width < kLeastSide || middle.height < kLeastSide) return {};
  Mean grey, square;
  for (const std::uint8_t value : middle.pixels) grey.add(value), square.add(static_cast<double>(value) * value);
  Sharpness out;
  out.brightness = static_cast<float>(grey.value());
  out.contrast = static_cast<float>(std::sqrt(std::max(0.0, square.value() - grey.value() * grey.value())));
  const Limits limits = limits_of(middle);
  Mean gradient, bend, grain;
  for_each_slope(middle, [&](const Slope& slope) {
    const int step = step_of(slope);
    if (step >= limits.strong && limits.strong > 0) gradient.add(slope.gradient2 / 4.0), bend.add(slope.laplacian2);
    if (step <= limits.flat) grain.add(slope.laplacian2);
  });
  const double real_bend = std::max(0.0, bend.value() - grain.value());
  if (gradient.value() > 0) out.focus = static_cast<float>(100 * real_bend / gradient.value());
  return out;
}

}  // namespace openday::image
