// Pictures as plain values: 8-bit grey, and 8-bit RGBA for what is only written (screenshots). Rows are packed, stride = width
// bytes (4 * width for RGBA), first row on top. Values: no thread rule beyond the usual; an empty picture is 0 x 0.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "kiosk/base/result.h"

namespace openday::image {

enum class ImageError {
  missing,      // no such file
  denied,       // may not be read or written
  too_large,    // past kMaxFileBytes or kMaxPixels
  unsupported,  // neither PNG nor JPEG
  corrupt,      // truncated, damaged, or says what it does not hold
  full,         // no space left
  other
};

inline constexpr std::size_t kMaxFileBytes = 64u << 20;       // a 50-megapixel photograph stays below
inline constexpr std::size_t kMaxPixels = 50u * 1000 * 1000;  // 50 MB of grey

struct GreyImage {
  int width = 0;
  int height = 0;
  std::vector<std::uint8_t> pixels;  // width * height, 0 = black

  GreyImage() = default;
  GreyImage(int w, int h, std::uint8_t fill = 0) { reset(w, h, fill); }
  // New size, same memory where it fits; the content is then unspecified.
  void resize(int w, int h) {
    width = w;
    height = h;
    pixels.resize(static_cast<std::size_t>(w) * static_cast<std::size_t>(h));
  }
  void reset(int w, int h, std::uint8_t fill) {
    width = w;
    height = h;
    pixels.assign(static_cast<std::size_t>(w) * static_cast<std::size_t>(h), fill);
  }
  [[nodiscard]] bool empty() const { return pixels.empty(); }
  [[nodiscard]] const std::uint8_t* row(int y) const { return pixels.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(width); }
  [[nodiscard]] std::uint8_t* row(int y) { return pixels.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(width); }
  [[nodiscard]] std::uint8_t at(int x, int y) const { return row(y)[x]; }
  [[nodiscard]] std::uint8_t& at(int x, int y) { return row(y)[x]; }
};

struct RgbaImage {
  int width = 0;
  int height = 0;
  std::vector<std::uint8_t> pixels;  // 4 * width * height: red, green, blue, alpha

  RgbaImage() = default;
  RgbaImage(int w, int h)
      : width(w), height(h), pixels(static_cast<std::size_t>(w) * static_cast<std::size_t>(h) * 4, 255) {}
};

}  // namespace openday::image
