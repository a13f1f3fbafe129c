#include "kiosk/ui/widgets/marks.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "kiosk/ui/widgets/controls.h"

namespace openday::ui {
namespace {

// A box of `units` a side laid over `size` millimetres around a centre.
struct Box {
  Point centre;
  float size, units_w, units_h;
  [[nodiscard]] float scale() const { return size / std::max(units_w, units_h); }
  [[nodiscard]] Point at(float x, float y) const { return {centre.x + (x - units_w / 2) * scale(), centre.y + (y - units_h / 2) * scale()}; }
};

std::vector<Point> quadratic(const Box& box, Point a, Point b, Point c) {
  std::vector<Point> out;
  constexpr int kSteps = 16;
  for (int i = 0; i <= kSteps; ++i) {
    const float t = static_cast<float>(i) / kSteps, u = 1 - t;
    out.push_back(box.at(u * u * a.x + 2 * u * t * b.x + t * t * c.x, u * u * a.y + 2 * u * t * b.y + t * t * c.y));
  }
  return out;
}

// The part of a polyline up to share `drawn` of its length.
std::vector<Point> first_part(std::vector<Point> points, float drawn) {
  float length = 0;
  for (std::size_t i = 1; i < points.size(); ++i) length += std::hypot(points[i].x - points[i - 1].x, points[i].y - points[i - 1].y);
  float rest = length * std::clamp(drawn, 0.02f, 1.0f);
  for (std::size_t i = 1; i < points.size(); ++i) {
    const float span = std::hypot(points[i].x - points[i - 1].x, points[i].y - points[i - 1].y);
    if (rest < span) {
      const float t = rest / span;
      points[i] = {points[i - 1].x + (points[i].x - points[i - 1].x) * t, points[i - 1].y + (points[i].y - points[i - 1].y) * t};
      points.resize(i + 1);
      break;
    }
    rest -= span;
  }
  return points;
}

void draw_tick(Painter& p, const Box& box, Color surface, Color sign, float drawn) {
  p.circle(box.centre, 28.5f * box.scale(), surface);
  p.stroke(first_part({box.at(17.5f, 31), box.at(26.5f, 40), box.at(43.5f, 21.5f)}, drawn), 5 * box.scale(), sign);
}

void draw_arrow(Painter& p, const Box& box, Color surface, Color sign) {
  const std::array corners{box.at(32, 6), box.at(59, 53), box.at(5, 53)};
  p.polygon(corners, surface);
  p.stroke(corners, 9 * box.scale(), surface, true);
  const float width = 4.4f * box.scale();
  p.stroke(std::array{box.at(22, 40), box.at(41, 40)}, width, sign);
  p.stroke(std::array{box.at(34, 32), box.at(42, 40), box.at(34, 48)}, width, sign);
}

void draw_hand(Painter& p, const Box& box, Color surface, Color sign) {
  const std::array corners{box.at(19, 3), box.at(41, 3), box.at(57, 19), box.at(57, 41), box.at(41, 57), box.at(19, 57), box.at(3, 41), box.at(3, 19)};
  p.polygon(corners, surface);
  p.stroke(corners, 3 * box.scale(), surface, true);
  if (p.fonts().has_icons()) return draw_icon(p, Icon::hand, box.at(29.5f, 30), 33 * box.scale(), sign);
  p.fill_round({box.at(15, 26).x, box.at(15, 26).y, 30 * box.scale(), 8 * box.scale()}, 2, sign);
}

}  // namespace

void draw_mark(Painter& p, Mark mark, Point centre, float size, Color surface, Color sign, float drawn) {
  switch (mark) {
    case Mark::tick: return draw_tick(p, {centre, size, 60, 60}, surface, sign, drawn);
    case Mark::arrow: return draw_arrow(p, {centre, size, 64, 60}, surface, sign);
    case Mark::hand: return draw_hand(p, {centre, size, 60, 60}, surface, sign);
  }
}

void draw_face(Painter& p, int grade, Point centre, float size, Color surface, Color ink) {
  const Box box{centre, size, 36, 36};
  const float s = box.scale(), line = 1.7f * s;
  p.circle(centre, 17.2f * s, ink);
  p.circle(centre, 15.7f * s, surface);
  p.circle(box.at(12.4f, 15), 1.9f * s, ink);
  p.circle(box.at(23.6f, 15), 1.9f * s, ink);
  switch (grade) {
    case 5: {
      std::vector<Point> mouth;  // the lower segment of a circle of 11.5 through 9,19 and 27,19
      constexpr float kRadius = 11.5f, kCentreY = 19 - 7.158f;
      for (int i = 0; i <= 24; ++i) {
        const float from = std::atan2(7.158f, 9.0f), turn = from + (std::numbers::pi_v<float> - 2 * from) * static_cast<float>(i) / 24;
        mouth.push_back(box.at(18 + kRadius * std::cos(turn), kCentreY + kRadius * std::sin(turn)));
      }
      return p.polygon(mouth, ink);
    }
    case 4: return p.stroke(quadratic(box, {10, 21}, {18, 30}, {26, 21}), line, ink);
    case 3: return p.stroke(quadratic(box, {11, 24.5f}, {18, 25.5f}, {25, 24.5f}), line, ink);
    case 2: return p.stroke(quadratic(box, {11, 26.5f}, {18, 20.5f}, {25, 26.5f}), line, ink);
    default:
      p.stroke(quadratic(box, {10, 28}, {18, 18.5f}, {26, 28}), line, ink);
      p.stroke(std::array{box.at(9, 9.5f), box.at(14, 11.5f)}, line, ink);
      p.stroke(std::array{box.at(27, 9.5f), box.at(22, 11.5f)}, line, ink);
  }
}

void draw_countdown(Painter& p, Point centre, float size, int left, int total, Color ring, Color track, Color number) {
  const float radius = size * 15 / 36, width = size * 2.6f / 36;
  p.arc(centre, radius, width, 0, 1, track);
  const float share = total > 0 ? std::clamp(static_cast<float>(left) / static_cast<float>(total), 0.0f, 1.0f) : 0;
  if (share > 0.01f) p.arc(centre, radius, width, 0, std::min(share, 0.999f), ring);
  const float em = size * (left >= 10 ? 0.38f : 0.42f);
  draw_text_middle(p, {centre.x - radius, centre.y - em, 2 * radius, 2 * em}, std::to_string(std::max(left, 0)),
                   {.face = Face::bold, .em = em, .color = number, .align = Align::centre});
}

void draw_chevrons(Painter& p, Point centre, float size, Direction direction, Color color, Color ground) {
  const auto turned = [&](float x, float y) -> Point {
    const float dx = (x - 11) / 24 * size, dy = (y - 11) / 24 * size;
    switch (direction) {
      case Direction::down: return {centre.x + dx, centre.y + dy};
      case Direction::up: return {centre.x - dx, centre.y - dy};
      case Direction::left: return {centre.x - dy, centre.y + dx};
      case Direction::right: return {centre.x + dy, centre.y - dx};
    }
    return centre;
  };
  constexpr float kStrength[] = {0.35f, 0.65f, 1};
  for (int i = 0; i < 3; ++i) {
    const float y = 2 + 6 * static_cast<float>(i);
    p.stroke(std::array{turned(2, y), turned(11, y + 6), turned(20, y)}, 2.4f / 24 * size, mix(ground, color, kStrength[i]));
  }
}

void draw_phone(Painter& p, Rect rect) {
  const Palette& c = p.color();
  const float edge = rect.w * 0.09f;
  p.fill_round(rect, rect.w * 0.16f, c.ink);
  const Rect glass = rect.inset(edge);
  p.fill_round(glass, rect.w * 0.09f, c.white);
  // A made-up code, finder patterns and a sprinkle; it encodes nothing.
  constexpr std::array<std::uint32_t, 21> kRows{0x1FD57F, 0x104B41, 0x17525D, 0x174A5D, 0x175D5D, 0x104541, 0x1FD57F, 0x001D00, 0x15B0C9, 0x0CDA14, 0x1A7BD2,
                                                0x0D6535, 0x1BD6B9, 0x000F56, 0x1FD5B2, 0x1041E5, 0x175D59, 0x175226, 0x174D6D, 0x105A61, 0x1FC6DA};
  const float side = glass.w * 0.82f, module = side / 21;
  const Point at{glass.cx() - side / 2, glass.cy() - side / 2};
  std::vector<std::uint8_t> modules(21 * 21);
  for (std::size_t y = 0; y < 21; ++y)
    for (std::size_t x = 0; x < 21; ++x) modules[y * 21 + x] = (kRows[y] >> (20 - x)) & 1;
  draw_modules(p, {at.x, at.y, module * 21, module * 21}, 21, modules, c.malachite);
}

void draw_modules(Painter& p, Rect square, int size, const std::vector<std::uint8_t>& modules, Color dark) {
  if (size <= 0 || modules.size() < static_cast<std::size_t>(size * size)) return;
  const float module = square.w / static_cast<float>(size);
  for (int y = 0; y < size; ++y)
    for (int x = 0; x < size;) {
      const auto is_dark = [&](int column) { return modules[static_cast<std::size_t>(y * size + column)] != 0; };
      int end = x;
      while (end < size && is_dark(end)) ++end;
      if (end > x) p.fill({square.x + static_cast<float>(x) * module, square.y + static_cast<float>(y) * module, static_cast<float>(end - x) * module, module}, dark);
      x = end + 1;
    }
}

void draw_sheet(Painter& p, Point centre, float height) {
  const Palette& c = p.color();
  const Box box{centre, height * 90 / 80, 90, 80};
  const float s = box.scale();
  const std::array outline{box.at(20, 6), box.at(66, 6), box.at(78, 18), box.at(78, 76), box.at(20, 76)};
  p.polygon(outline, c.white);
  p.stroke(outline, 1.6f * s, c.ink, true);
  const std::array corner{box.at(66, 6), box.at(66, 18), box.at(78, 18)};
  p.polygon(corner, c.ochre_4);
  p.stroke(corner, 1.6f * s, c.ink, true);
  p.fill_round({box.at(28, 16).x, box.at(28, 16).y, 26 * s, 4 * s}, 2 * s, c.ochre);
  for (const float y : {32.0f, 42.0f, 52.0f, 62.0f}) p.stroke(std::array{box.at(28, y), box.at(y > 60 ? 56 : 70, y)}, 1.6f * s, c.dot);
  for (const float y : {30.4f, 40.4f}) p.stroke(std::array{box.at(29, y), box.at(31.4f, y + 2.4f), box.at(35.8f, y - 2.6f)}, 2.2f * s, c.malachite);
  constexpr float kTurn = 38 * std::numbers::pi_v<float> / 180;
  const auto pen = [&](float x, float y) {
    const float dx = x - 70, dy = y - 52;
    return box.at(70 + dx * std::cos(kTurn) - dy * std::sin(kTurn), 52 + dx * std::sin(kTurn) + dy * std::cos(kTurn));
  };
  const std::array shaft{pen(66.6f, 22), pen(73.6f, 22), pen(73.6f, 56), pen(66.6f, 56)};
  p.polygon(shaft, c.sun);
  p.stroke(shaft, 1.5f * s, c.ink, true);
  p.polygon(std::array{pen(66.6f, 56), pen(73.6f, 56), pen(70.1f, 65)}, c.ink);
}

}  // namespace openday::ui
