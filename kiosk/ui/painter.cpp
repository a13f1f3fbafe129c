#include "kiosk/ui/painter.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <string>
#include <vector>

#include <fmt/core.h>
#include <imgui.h>
#include <imgui_internal.h>

namespace openday::ui {
namespace {

constexpr float kShadowBlur = 5, kShadowOffset = 1;  // mm

ImU32 packed(Color c) { return IM_COL32(c.r, c.g, c.b, c.a); }

// A white disc, anti-aliased; its quarters are the corners of every rounded surface.
Pixels disc(int radius) {
  Pixels out(2 * radius, 2 * radius);
  for (int y = 0; y < out.height; ++y)
    for (int x = 0; x < out.width; ++x) {
      const float dx = static_cast<float>(x) + 0.5f - static_cast<float>(radius), dy = static_cast<float>(y) + 0.5f - static_cast<float>(radius);
      const float cover = std::clamp(static_cast<float>(radius) - std::sqrt(dx * dx + dy * dy) + 0.5f, 0.0f, 1.0f);
      std::uint8_t* p = out.at(x, y);
      p[0] = p[1] = p[2] = 255;
      p[3] = static_cast<std::uint8_t>(cover * 255 + 0.5f);
    }
  return out;
}

float distance_to(Point p, Point a, Point b) {
  const float dx = b.x - a.x, dy = b.y - a.y, length = dx * dx + dy * dy;
  const float t = length > 0 ? std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / length, 0.0f, 1.0f) : 0;
  return std::hypot(p.x - a.x - t * dx, p.y - a.y - t * dy);
}

// A white line with round ends and joins, by the distance of each pixel: smoother than triangles in the software renderer.
Pixels polyline(const std::vector<Point>& points, float half, int width, int height) {
  Pixels out(width, height);
  for (std::size_t i = 0; i + 1 < std::max<std::size_t>(points.size(), 2); ++i) {
    const Point a = points[i], b = points[std::min(i + 1, points.size() - 1)];
    const int x0 = std::max(0, static_cast<int>(std::min(a.x, b.x) - half - 1)), x1 = std::min(width, static_cast<int>(std::max(a.x, b.x) + half + 2));
    const int y0 = std::max(0, static_cast<int>(std::min(a.y, b.y) - half - 1)), y1 = std::min(height, static_cast<int>(std::max(a.y, b.y) + half + 2));
    for (int y = y0; y < y1; ++y)
      for (int x = x0; x < x1; ++x) {
        const float cover = half + 0.5f - distance_to({static_cast<float>(x) + 0.5f, static_cast<float>(y) + 0.5f}, a, b);
        std::uint8_t* pixel = out.at(x, y);
        pixel[3] = std::max(pixel[3], static_cast<std::uint8_t>(std::clamp(cover, 0.0f, 1.0f) * 255 + 0.5f));
      }
  }
  for (std::size_t i = 0; i < out.rgba.size(); i += 4) out.rgba[i] = out.rgba[i + 1] = out.rgba[i + 2] = 255;
  return out;
}

std::vector<float> gaussian(float sigma) {
  const int reach = static_cast<int>(std::ceil(sigma * 2.5f));
  std::vector<float> kernel;
  float sum = 0;
  for (int i = -reach; i <= reach; ++i) {
    kernel.push_back(std::exp(-static_cast<float>(i * i) / (2 * sigma * sigma)));
    sum += kernel.back();
  }
  for (float& k : kernel) k /= sum;
  return kernel;
}

std::vector<float> blurred_rows(const std::vector<float>& in, int size, const std::vector<float>& kernel, bool transpose) {
  std::vector<float> out(in.size());
  const int reach = static_cast<int>(kernel.size() / 2);
  for (int y = 0; y < size; ++y)
    for (int x = 0; x < size; ++x) {
      float sum = 0;
      for (int k = -reach; k <= reach; ++k)
        sum += in[static_cast<std::size_t>(y * size + std::clamp(x + k, 0, size - 1))] * kernel[static_cast<std::size_t>(k + reach)];
      out[static_cast<std::size_t>(transpose ? x * size + y : y * size + x)] = sum;
    }
  return out;
}

// Nine slices of a blurred rounded square: `edge` pixels of corner on each side of one middle pixel; ink at full strength.
Pixels soft_shadow(int radius, int blur, Color ink) {
  const int edge = radius + 2 * blur, size = 2 * edge + 1;
  std::vector<float> mask(static_cast<std::size_t>(size * size));
  const float inner = static_cast<float>(edge - blur) + 0.5f;  // half width of the square
  for (int y = 0; y < size; ++y)
    for (int x = 0; x < size; ++x) {
      const float dx = std::fabs(static_cast<float>(x - edge)) - (inner - static_cast<float>(radius));
      const float dy = std::fabs(static_cast<float>(y - edge)) - (inner - static_cast<float>(radius));
      const float outside = std::hypot(std::max(dx, 0.0f), std::max(dy, 0.0f)) - static_cast<float>(radius);
      mask[static_cast<std::size_t>(y * size + x)] = std::clamp(0.5f - outside, 0.0f, 1.0f);
    }
  const auto kernel = gaussian(static_cast<float>(blur) / 2);
  mask = blurred_rows(blurred_rows(mask, size, kernel, true), size, kernel, true);
  Pixels out(size, size);
  for (int y = 0; y < size; ++y)
    for (int x = 0; x < size; ++x) {
      std::uint8_t* p = out.at(x, y);
      p[0] = ink.r, p[1] = ink.g, p[2] = ink.b;
      p[3] = static_cast<std::uint8_t>(mask[static_cast<std::size_t>(y * size + x)] * 255 + 0.5f);
    }
  return out;
}

}  // namespace

Painter::Painter(const Theme& theme, const Fonts& fonts, const Strings& words, Textures& textures, Registry& registry, ImDrawList& list)
    : theme_(theme), fonts_(fonts), words_(words), textures_(textures), registry_(registry), list_(list) {}

PixelBox Painter::pixels(Rect rect) const {
  const int x0 = static_cast<int>(std::lround(px(rect.x))), y0 = static_cast<int>(std::lround(y_px(rect.y)));
  return {x0, y0, static_cast<int>(std::lround(px(rect.right()))) - x0, static_cast<int>(std::lround(y_px(rect.bottom()))) - y0};
}

void Painter::fill(Rect rect, Color color) {
  const PixelBox box = pixels(rect);
  list_.AddRectFilled(ImVec2(static_cast<float>(box.x), static_cast<float>(box.y)),
                      ImVec2(static_cast<float>(box.x + box.w), static_cast<float>(box.y + box.h)), packed(color));
}

// Bands of one colour: a plain fill costs the software renderer a tenth of an interpolated one, and eight bits show no more.
void Painter::fill_gradient(Rect rect, std::span<const std::pair<float, Color>> stops) {
  const PixelBox box = pixels(rect);
  const auto at = [&](int row) {
    const float t = (static_cast<float>(row) + 0.5f) / static_cast<float>(box.h);
    for (std::size_t i = 1; i < stops.size(); ++i)
      if (t <= stops[i].first) {
        const float span = std::max(stops[i].first - stops[i - 1].first, 1e-6f);
        return mix(stops[i - 1].second, stops[i].second, std::clamp((t - stops[i - 1].first) / span, 0.0f, 1.0f));
      }
    return stops.back().second;
  };
  for (int row = 0; row < box.h;) {
    const Color color = at(row);
    int end = row + 1;
    while (end < box.h && at(end) == color) ++end;
    list_.AddRectFilled(ImVec2(static_cast<float>(box.x), static_cast<float>(box.y + row)),
                        ImVec2(static_cast<float>(box.x + box.w), static_cast<float>(box.y + end)), packed(color));
    row = end;
  }
}

void Painter::image_px(ImTextureData* texture, PixelBox where, float u0, float v0, float u1, float v1, Color tint) {
  if (where.w <= 0 || where.h <= 0) return;
  list_.AddImage(texture->GetTexRef(), ImVec2(static_cast<float>(where.x), static_cast<float>(where.y)),
                 ImVec2(static_cast<float>(where.x + where.w), static_cast<float>(where.y + where.h)), ImVec2(u0, v0), ImVec2(u1, v1), packed(tint));
}

void Painter::fill_round(Rect rect, float radius, Color color, unsigned corners) {
  const PixelBox box = pixels(rect);
  const int r = std::min({static_cast<int>(std::lround(px(radius))), box.w / 2, box.h / 2});
  if (r <= 0) return fill(rect, color);
  ImTextureData* round = textures_.get(fmt::format("disc {}", r), [r] { return disc(r); });
  const auto block = [&](int x, int y, int w, int h) {
    if (w > 0 && h > 0)
      list_.AddRectFilled(ImVec2(static_cast<float>(x), static_cast<float>(y)), ImVec2(static_cast<float>(x + w), static_cast<float>(y + h)), packed(color));
  };
  block(box.x + r, box.y, box.w - 2 * r, r);
  block(box.x, box.y + r, box.w, box.h - 2 * r);
  block(box.x + r, box.y + box.h - r, box.w - 2 * r, r);
  const auto corner = [&](unsigned which, int x, int y, float u, float v) {
    if (corners & which) image_px(round, {x, y, r, r}, u, v, u + 0.5f, v + 0.5f, color);
    else block(x, y, r, r);
  };
  corner(kTopLeft, box.x, box.y, 0, 0);
  corner(kTopRight, box.x + box.w - r, box.y, 0.5f, 0);
  corner(kBottomRight, box.x + box.w - r, box.y + box.h - r, 0.5f, 0.5f);
  corner(kBottomLeft, box.x, box.y + box.h - r, 0, 0.5f);
}

void Painter::outlined(Rect rect, float radius, Color inside, Color outline, float stroke) {
  fill_round(rect, radius, outline);
  const float whole = std::max(1.0f, std::round(px(stroke))) / theme_.pixels_per_mm();  // the same on all four sides
  fill_round(rect.inset(whole), radius - whole, inside);
}

void Painter::circle(Point centre, float radius, Color color) {
  const int r = static_cast<int>(std::lround(px(radius)));
  if (r < 3) {
    list_.AddCircleFilled(ImVec2(px(centre.x), y_px(centre.y)), px(radius), packed(color), 16);
    return;
  }
  ImTextureData* round = textures_.get(fmt::format("disc {}", r), [r] { return disc(r); });
  image_px(round, {static_cast<int>(std::lround(px(centre.x))) - r, static_cast<int>(std::lround(y_px(centre.y))) - r, 2 * r, 2 * r}, 0, 0, 1, 1, color);
}

void Painter::arc(Point centre, float radius, float stroke_mm, float from_turn, float to_turn, Color color) {
  std::vector<Point> points;
  const int steps = std::max(2, static_cast<int>(96 * (to_turn - from_turn)));
  for (int i = 0; i <= steps; ++i) {
    const float turn = from_turn + (to_turn - from_turn) * static_cast<float>(i) / static_cast<float>(steps);
    const float angle = (turn - 0.25f) * 2 * std::numbers::pi_v<float>;
    points.push_back({centre.x + radius * std::cos(angle), centre.y + radius * std::sin(angle)});
  }
  stroke(points, stroke_mm, color);
}

void Painter::line(Point from, Point to, float stroke_mm, Color color) {
  list_.AddLine(ImVec2(px(from.x), y_px(from.y)), ImVec2(px(to.x), y_px(to.y)), packed(color), px(stroke_mm));
}

void Painter::stroke(std::span<const Point> points, float stroke_mm, Color color, bool closed) {
  if (points.empty()) return;
  const float half = px(stroke_mm) / 2;
  float left = px(points[0].x), right = left, top = y_px(points[0].y), bottom = top;
  for (const Point& p : points) {
    left = std::min(left, px(p.x)), right = std::max(right, px(p.x));
    top = std::min(top, y_px(p.y)), bottom = std::max(bottom, y_px(p.y));
  }
  const PixelBox box{static_cast<int>(std::floor(left - half)) - 1, static_cast<int>(std::floor(top - half)) - 1,
                     static_cast<int>(std::ceil(right - left + 2 * half)) + 3, static_cast<int>(std::ceil(bottom - top + 2 * half)) + 3};
  std::vector<Point> inside;
  std::string name = fmt::format("stroke {:.1f} {}", half, closed);
  for (const Point& p : points) {
    inside.push_back({px(p.x) - static_cast<float>(box.x), y_px(p.y) - static_cast<float>(box.y)});
    name += fmt::format(" {:.1f},{:.1f}", inside.back().x, inside.back().y);
  }
  if (closed) inside.push_back(inside.front());
  image_px(textures_.get(name, [&] { return polyline(inside, half, box.w, box.h); }), box, 0, 0, 1, 1, color);
}

void Painter::polygon(std::span<const Point> convex, Color color) {
  for (const Point& p : convex) list_.PathLineTo(ImVec2(px(p.x), y_px(p.y)));
  list_.PathFillConvex(packed(color));
}

void Painter::picture(ImTextureData* texture, Rect where, bool mirrored) {
  const PixelBox box = pixels(where);
  image_px(texture, box, mirrored ? 1.0f : 0.0f, 0, mirrored ? 0.0f : 1.0f, 1, Color{255, 255, 255, 255});
}

void Painter::shadow(Rect rect, float radius, float strength) {
  if (theme_.high_contrast()) return;
  const int r = static_cast<int>(std::lround(px(radius))), blur = static_cast<int>(std::lround(px(kShadowBlur)));
  const int edge = r + 2 * blur, size = 2 * edge + 1;
  ImTextureData* texture = textures_.get(fmt::format("shadow {} {}", r, blur), [&] { return soft_shadow(r, blur, color().ink); });
  PixelBox box = pixels({rect.x, rect.y + kShadowOffset, rect.w, rect.h});
  box = {box.x - blur, box.y - blur, box.w + 2 * blur, box.h + 2 * blur};
  const int middle_w = box.w - 2 * edge, middle_h = box.h - 2 * edge;
  if (middle_w < 0 || middle_h < 0) return;
  const Color tint{255, 255, 255, static_cast<std::uint8_t>(strength * 255 + 0.5f)};
  // SDL's software renderer cuts texture coordinates down to whole texels, and a middle of none is filled with white: a hair more than one.
  const float a = (static_cast<float>(edge) + 0.01f) / static_cast<float>(size), b = (static_cast<float>(edge) + 1.02f) / static_cast<float>(size);
  const int x1 = box.x + edge, x2 = x1 + middle_w, y1 = box.y + edge, y2 = y1 + middle_h;
  image_px(texture, {box.x, box.y, edge, edge}, 0, 0, a, a, tint);
  image_px(texture, {x1, box.y, middle_w, edge}, a, 0, b, a, tint);
  image_px(texture, {x2, box.y, edge, edge}, b, 0, 1, a, tint);
  image_px(texture, {box.x, y1, edge, middle_h}, 0, a, a, b, tint);
  image_px(texture, {x2, y1, edge, middle_h}, b, a, 1, b, tint);
  image_px(texture, {box.x, y2, edge, edge}, 0, b, a, 1, tint);
  image_px(texture, {x1, y2, middle_w, edge}, a, b, b, 1, tint);
  image_px(texture, {x2, y2, edge, edge}, b, b, 1, 1, tint);
}

bool Painter::target(Rect rect, std::string_view label, TargetKind kind) {
  held_ = active_ = false;
  if (!enabled_) return false;
  const PixelBox box = pixels(rect);
  registry_.add(DrawnTarget{std::string(label), box, kind});
  ImGui::SetCursorScreenPos(ImVec2(static_cast<float>(box.x), static_cast<float>(box.y)));
  ImGui::PushID(next_target_++);
  const bool tapped = ImGui::InvisibleButton(std::string(label).c_str(), ImVec2(static_cast<float>(std::max(box.w, 1)), static_cast<float>(std::max(box.h, 1))));
  active_ = ImGui::IsItemActive();
  held_ = active_ && ImGui::IsItemHovered();
  ImGui::PopID();
  return tapped;
}

}  // namespace openday::ui
