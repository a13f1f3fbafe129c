#include "kiosk/ui/hills.h"

#include <algorithm>
#include <cmath>

namespace openday::ui {
namespace {

constexpr int kStepsPerSpan = 6;    // of the Catmull-Rom curve through a profile
constexpr int kColumnSamples = 4;   // ridge heights averaged for one column's edge
constexpr float kFoldEnds = 0.8f;   // the fold's shade is gone at this share of the height

// Catmull-Rom through the points, ends doubled.
std::vector<ProfilePoint> smooth(std::span<const ProfilePoint> points) {
  std::vector<ProfilePoint> out;
  const auto at = [&](std::ptrdiff_t i) { return points[static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(i, 0, std::ssize(points) - 1))]; };
  const auto curve = [](float a, float b, float c, float d, float t) {
    return 0.5f * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t * t * t);
  };
  for (std::ptrdiff_t i = 0; i + 1 < std::ssize(points); ++i)
    for (int step = 0; step < kStepsPerSpan; ++step) {
      const float t = static_cast<float>(step) / kStepsPerSpan;
      const auto a = at(i - 1), b = at(i), c = at(i + 1), d = at(i + 2);
      out.push_back({curve(a.x, b.x, c.x, d.x, t), curve(a.y, b.y, c.y, d.y, t)});
    }
  out.push_back(points.back());
  return out;
}

// One peak in pixels: its ridge as points ascending in x, its fold as points descending from the summit.
struct Shape {
  std::vector<ProfilePoint> ridge, fold;
  float summit = 0, foot = 0;
};

Shape place(const Peak& peak, float width, float height) {
  Shape shape;
  shape.summit = peak.summit * height;
  shape.foot = peak.foot * height;
  const float rise = shape.foot - shape.summit;
  const auto to_pixels = [&](ProfilePoint point) {
    const float x = peak.mirrored ? -point.x : point.x;
    return ProfilePoint{(peak.x + x * (x < 0 ? peak.left : peak.right)) * width, shape.foot - point.y * rise};
  };
  for (const auto& point : smooth(outline_of(peak.profile))) shape.ridge.push_back(to_pixels(point));
  if (peak.mirrored) std::reverse(shape.ridge.begin(), shape.ridge.end());
  if (const auto fold = fold_of(peak.profile); !fold.empty()) {
    const float summit_x = std::min_element(shape.ridge.begin(), shape.ridge.end(), [](auto a, auto b) { return a.y < b.y; })->x;
    for (const auto& point : smooth(fold)) shape.fold.push_back({summit_x + point.x * peak.right * width, shape.foot - point.y * rise});
  }
  return shape;
}

// y of a polyline ascending in x; the foot outside of it.
float ridge_at(const Shape& shape, float x, std::size_t& hint) {
  const auto& ridge = shape.ridge;
  if (x <= ridge.front().x || x >= ridge.back().x) return shape.foot;
  while (hint + 2 < ridge.size() && ridge[hint + 1].x < x) ++hint;
  const auto a = ridge[hint], b = ridge[hint + 1];
  return b.x > a.x ? a.y + (b.y - a.y) * std::clamp((x - a.x) / (b.x - a.x), 0.0f, 1.0f) : b.y;
}

float fold_at(const Shape& shape, float y) {
  const auto& fold = shape.fold;
  for (std::size_t i = 1; i < fold.size(); ++i)
    if (y <= fold[i].y) {
      const auto a = fold[i - 1], b = fold[i];
      return b.y > a.y ? a.x + (b.x - a.x) * std::clamp((y - a.y) / (b.y - a.y), 0.0f, 1.0f) : b.x;
    }
  return fold.back().x;
}

Color gradient(const TintColors& tint, float t) {
  for (std::size_t i = 1; i < tint.count; ++i)
    if (t <= tint.stops[i].first)
      return mix(tint.stops[i - 1].second, tint.stops[i].second,
                 std::clamp((t - tint.stops[i - 1].first) / (tint.stops[i].first - tint.stops[i - 1].first), 0.0f, 1.0f));
  return tint.stops[tint.count - 1].second;
}

void put(std::uint8_t* pixel, Color color, float cover) {
  const float under = static_cast<float>(pixel[3]) / 255 * (1 - cover), alpha = cover + under;
  if (alpha <= 0) return;
  const auto blend = [&](std::uint8_t old, std::uint8_t now) {
    return static_cast<std::uint8_t>((static_cast<float>(now) * cover + static_cast<float>(old) * under) / alpha + 0.5f);
  };
  pixel[0] = blend(pixel[0], color.r);
  pixel[1] = blend(pixel[1], color.g);
  pixel[2] = blend(pixel[2], color.b);
  pixel[3] = static_cast<std::uint8_t>(alpha * 255 + 0.5f);
}

struct Row {
  Color color;
  float fold_x = 0, shade = 0;  // right of fold_x the fold's colour at this strength
};

std::vector<Row> rows_of(const Shape& shape, const TintColors& tint, int height) {
  std::vector<Row> rows(static_cast<std::size_t>(height));
  for (int y = 0; y < height; ++y) {
    const float t = (static_cast<float>(y) + 0.5f - shape.summit) / (shape.foot - shape.summit);
    Row& row = rows[static_cast<std::size_t>(y)];
    row.color = gradient(tint, std::clamp(t, 0.0f, 1.0f));
    if (shape.fold.empty() || t >= kFoldEnds) continue;
    row.fold_x = fold_at(shape, static_cast<float>(y) + 0.5f);
    row.shade = tint.fold_alpha * (1 - std::clamp(t / kFoldEnds, 0.0f, 1.0f));
  }
  return rows;
}

void paint_peak(Pixels& out, const Peak& peak, const TintColors& tint) {
  const Shape shape = place(peak, static_cast<float>(out.width), static_cast<float>(out.height));
  const auto rows = rows_of(shape, tint, out.height);
  const int x0 = std::max(0, static_cast<int>(std::floor(shape.ridge.front().x)));
  const int x1 = std::min(out.width, static_cast<int>(std::ceil(shape.ridge.back().x)));
  const int bottom = std::min(out.height, static_cast<int>(std::ceil(shape.foot)));
  std::size_t hint = 0;
  for (int x = x0; x < x1; ++x) {
    float samples[kColumnSamples], highest = shape.foot, lowest = 0;
    for (int s = 0; s < kColumnSamples; ++s) {
      samples[s] = ridge_at(shape, static_cast<float>(x) + (static_cast<float>(s) + 0.5f) / kColumnSamples, hint);
      highest = std::min(highest, samples[s]);
      lowest = std::max(lowest, samples[s]);
    }
    for (int y = std::max(0, static_cast<int>(std::floor(highest))); y < bottom; ++y) {
      float cover = 1;
      if (static_cast<float>(y) < lowest) {
        cover = 0;
        for (const float sample : samples) cover += std::clamp(static_cast<float>(y + 1) - sample, 0.0f, 1.0f) / kColumnSamples;
      }
      if (static_cast<float>(y + 1) > shape.foot) cover *= std::clamp(shape.foot - static_cast<float>(y), 0.0f, 1.0f);
      const Row& row = rows[static_cast<std::size_t>(y)];
      const float in_fold = row.shade > 0 ? std::clamp(static_cast<float>(x) + 1 - row.fold_x, 0.0f, 1.0f) : 0;
      put(out.at(x, y), mix(row.color, tint.fold, row.shade * in_fold), cover);
    }
  }
}

}  // namespace

Pixels paint_hills(Scene scene, Light light, int width, int height) {
  Pixels out(width, height);
  for (const Peak& peak : peaks_of(scene)) paint_peak(out, peak, colors_of(light, peak.tint));
  return out;
}

}  // namespace openday::ui
