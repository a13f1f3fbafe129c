// An sRGB colour, and the contrast of two by WCAG 2.1 (relative luminance, 1..21).
#pragma once

#include <cmath>
#include <cstdint>

namespace openday::ui {

struct Color {
  std::uint8_t r = 0, g = 0, b = 0, a = 255;
  bool operator==(const Color&) const = default;
};

constexpr Color rgb(std::uint32_t hex) {
  return {static_cast<std::uint8_t>(hex >> 16), static_cast<std::uint8_t>(hex >> 8), static_cast<std::uint8_t>(hex), 255};
}

constexpr Color faded(Color color, float alpha) {
  color.a = static_cast<std::uint8_t>(static_cast<float>(color.a) * alpha + 0.5f);
  return color;
}

constexpr Color mix(Color from, Color to, float t) {
  const auto blend = [t](int a, int b) { return static_cast<std::uint8_t>(static_cast<float>(a) + static_cast<float>(b - a) * t + 0.5f); };
  return {blend(from.r, to.r), blend(from.g, to.g), blend(from.b, to.b), blend(from.a, to.a)};
}

inline double luminance(Color color) {
  const auto linear = [](int value) {
    const double s = value / 255.0;
    return s <= 0.03928 ? s / 12.92 : std::pow((s + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * linear(color.r) + 0.7152 * linear(color.g) + 0.0722 * linear(color.b);
}

inline double contrast(Color one, Color other) {
  const double a = luminance(one), b = luminance(other);
  return (std::fmax(a, b) + 0.05) / (std::fmin(a, b) + 0.05);
}

}  // namespace openday::ui
