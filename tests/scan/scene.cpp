#include "tests/scan/scene.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace openday::test {
namespace {

using image::GreyImage;

class Dice {  // splitmix64: the same on every platform
 public:
  explicit Dice(std::uint64_t seed) : state_(seed * 0x9E3779B97F4A7C15ULL + 1) {}
  std::uint64_t next() {
    state_ += 0x9E3779B97F4A7C15ULL;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31);
  }
  float unit() { return static_cast<float>(next() >> 40) / static_cast<float>(1 << 24); }
  float between(float low, float high) { return low + (high - low) * unit(); }
  int whole(int low, int high) { return low + static_cast<int>(next() % static_cast<std::uint64_t>(high - low + 1)); }

 private:
  std::uint64_t state_;
};

std::uint8_t clamp_grey(float value) { return static_cast<std::uint8_t>(std::clamp(value, 0.0F, 255.0F)); }

void fill_box(GreyImage& picture, int x, int y, int w, int h, int level) {
  for (int row = std::max(0, y); row < std::min(picture.height, y + h); ++row) {
    for (int column = std::max(0, x); column < std::min(picture.width, x + w); ++column) picture.at(column, row) = static_cast<std::uint8_t>(level);
  }
}

// A hall: a gradient of light, furniture, and lines of something like print.
void draw_background(GreyImage& picture, Dice& dice) {
  const float from = dice.between(60, 200);
  const float to = dice.between(60, 200);
  for (int y = 0; y < picture.height; ++y) {
    const float level = from + (to - from) * static_cast<float>(y) / static_cast<float>(picture.height);
    std::fill_n(picture.row(y), picture.width, clamp_grey(level));
  }
  for (int i = 0; i < 30; ++i) {
    fill_box(picture, dice.whole(-50, picture.width), dice.whole(-50, picture.height), dice.whole(20, 300), dice.whole(10, 200), dice.whole(20, 240));
  }
  for (int line = 0; line < 25; ++line) {
    int x = dice.whole(0, picture.width);
    const int y = dice.whole(0, picture.height);
    const int size = dice.whole(4, 16);
    const int ink = dice.whole(10, 90);
    for (int letter = 0; letter < 14; ++letter) {
      fill_box(picture, x, y, std::max(1, size / dice.whole(2, 5)), size, ink);
      x += size / 2 + dice.whole(1, 4);
    }
  }
}

using Matrix = std::array<float, 9>;

Matrix inverse(const Matrix& m) {
  const float a = m[4] * m[8] - m[5] * m[7];
  const float b = m[5] * m[6] - m[3] * m[8];
  const float c = m[3] * m[7] - m[4] * m[6];
  const float determinant = m[0] * a + m[1] * b + m[2] * c;
  Matrix out{a, m[2] * m[7] - m[1] * m[8], m[1] * m[5] - m[2] * m[4], b, m[0] * m[8] - m[2] * m[6], m[2] * m[3] - m[0] * m[5],
             c, m[1] * m[6] - m[0] * m[7], m[0] * m[4] - m[1] * m[3]};
  for (float& value : out) value /= determinant;
  return out;
}

// Plane of the code (unit = its side, origin = its middle) to pixels: turned, tilted about an axis in its plane, projected.
Matrix projection(const Scene& scene, float cx, float cy, float axis) {
  const float side = scene.side * static_cast<float>(scene.height);
  const float focal = 1.2F * static_cast<float>(scene.width);
  const float turn = scene.turn_degrees * std::numbers::pi_v<float> / 180;
  const float tilt = scene.tilt_degrees * std::numbers::pi_v<float> / 180;
  const float ct = std::cos(turn), st = std::sin(turn), ca = std::cos(axis), sa = std::sin(axis), cf = std::cos(tilt), sf = std::sin(tilt);
  // Rows of: rotate by turn; into the axis' frame; foreshorten its second coordinate; back.
  const auto column = [&](float u, float v) {
    const float x = ct * u - st * v;
    const float y = st * u + ct * v;
    const float along = ca * x + sa * y;
    const float across = -sa * x + ca * y;
    return std::array<float, 3>{side * (ca * along - sa * across * cf), side * (sa * along + ca * across * cf), side * across * sf};
  };
  const auto u = column(1, 0);
  const auto v = column(0, 1);
  // pixel = centre + (X, Y) focal / (focal + Z)
  return {u[0] + cx * u[2] / focal, v[0] + cx * v[2] / focal, cx, u[1] + cy * u[2] / focal, v[1] + cy * v[2] / focal, cy,
          u[2] / focal, v[2] / focal, 1};
}

struct Ink {
  float dark = 30;
  float light = 225;
};

void draw_code(GreyImage& picture, const base::QrCode& code, const Scene& scene, Ink ink, Dice& dice) {
  const float reach = scene.side * static_cast<float>(scene.height) * 0.75F;
  const auto place = [&](int size) {
    const float middle = static_cast<float>(size) / 2;
    const float room = std::max(0.0F, middle - reach);
    return dice.between(middle - room, middle + room);
  };
  const float cx = place(scene.width);
  const float cy = place(scene.height);
  const Matrix back = inverse(projection(scene, cx, cy, dice.between(0, std::numbers::pi_v<float>)));
  const float modules = static_cast<float>(code.size);
  const float quiet = base::kQrQuietZone;
  const auto level = [&](float px, float py, float under) {
    const float w = back[6] * px + back[7] * py + back[8];
    const float u = ((back[0] * px + back[1] * py + back[2]) / w + 0.5F) * modules;
    const float v = ((back[3] * px + back[4] * py + back[5]) / w + 0.5F) * modules;
    if (u < -quiet || v < -quiet || u >= modules + quiet || v >= modules + quiet) return under;
    if (u < 0 || v < 0 || u >= modules || v >= modules) return ink.light;
    return code.dark(static_cast<int>(u), static_cast<int>(v)) ? ink.dark : ink.light;
  };
  const int left = std::max(0, static_cast<int>(cx - reach * 1.3F)), right = std::min(scene.width, static_cast<int>(cx + reach * 1.3F));
  const int top = std::max(0, static_cast<int>(cy - reach * 1.3F)), bottom = std::min(scene.height, static_cast<int>(cy + reach * 1.3F));
  for (int y = top; y < bottom; ++y) {
    for (int x = left; x < right; ++x) {
      const float under = picture.at(x, y);
      float sum = 0;
      for (const float dy : {0.25F, 0.75F}) {
        for (const float dx : {0.25F, 0.75F}) sum += level(static_cast<float>(x) + dx, static_cast<float>(y) + dy, under);
      }
      picture.at(x, y) = clamp_grey(sum / 4);
    }
  }
}

// Mean over 2 * reach + 1 pixels along (dx, dy).
void smear(GreyImage& picture, int reach, int dx, int dy) {
  const GreyImage from = picture;
  for (int y = 0; y < picture.height; ++y) {
    for (int x = 0; x < picture.width; ++x) {
      int sum = 0;
      for (int i = -reach; i <= reach; ++i) sum += from.at(std::clamp(x + i * dx, 0, from.width - 1), std::clamp(y + i * dy, 0, from.height - 1));
      picture.at(x, y) = static_cast<std::uint8_t>(sum / (2 * reach + 1));
    }
  }
}

void blur(GreyImage& picture, int times) {  // each: 3x3 box; two of them are near a Gaussian of sigma 1.15
  for (int i = 0; i < times; ++i) {
    smear(picture, 1, 1, 0);
    smear(picture, 1, 0, 1);
  }
}

void add_noise(GreyImage& picture, float sigma, Dice& dice) {
  for (auto& pixel : picture.pixels) {
    const std::uint64_t bits = dice.next();
    const int sum = static_cast<int>((bits & 255) + ((bits >> 8) & 255) + ((bits >> 16) & 255) + ((bits >> 24) & 255)) - 510;  // sigma 148
    pixel = clamp_grey(static_cast<float>(pixel) + static_cast<float>(sum) * sigma / 148);
  }
}

void flatten(GreyImage& picture, float low, float high) {
  for (auto& pixel : picture.pixels) pixel = clamp_grey(low + static_cast<float>(pixel) * (high - low) / 255);
}

void shine(GreyImage& picture, Dice& dice) {
  const float cx = dice.between(0.2F, 0.8F) * static_cast<float>(picture.width);
  const float cy = dice.between(0.2F, 0.8F) * static_cast<float>(picture.height);
  const float size = dice.between(0.15F, 0.35F) * static_cast<float>(picture.height);
  for (int y = 0; y < picture.height; ++y) {
    for (int x = 0; x < picture.width; ++x) {
      const float dx = (static_cast<float>(x) - cx) / size;
      const float dy = (static_cast<float>(y) - cy) / size;
      picture.at(x, y) = clamp_grey(static_cast<float>(picture.at(x, y)) + 190 * std::exp(-(dx * dx + dy * dy)));
    }
  }
}

void add_moire(GreyImage& picture, Dice& dice) {  // a phone's pixel grid against the sensor's
  const float kx = dice.between(0.5F, 1.4F);
  const float ky = dice.between(0.5F, 1.4F);
  for (int y = 0; y < picture.height; ++y) {
    const float row = 22 * std::sin(ky * static_cast<float>(y));
    for (int x = 0; x < picture.width; ++x) {
      picture.at(x, y) = clamp_grey(static_cast<float>(picture.at(x, y)) + row + 22 * std::sin(kx * static_cast<float>(x)));
    }
  }
}

void spoil(GreyImage& picture, Blemish blemish, Dice& dice) {
  const bool across = dice.whole(0, 1) == 0;
  switch (blemish) {
    case Blemish::none: add_noise(picture, 2, dice); break;
    case Blemish::blur: blur(picture, 1); break;
    case Blemish::strong_blur: blur(picture, 3); break;
    case Blemish::motion: smear(picture, 2, across, !across); break;
    case Blemish::long_motion: smear(picture, 4, across, !across); break;
    case Blemish::noise: add_noise(picture, 25, dice); break;
    case Blemish::low_contrast:
      flatten(picture, 100, 128);
      add_noise(picture, 2, dice);
      break;
    case Blemish::glare: shine(picture, dice); break;
    case Blemish::moire: add_moire(picture, dice); break;
    case Blemish::all:
      blur(picture, 1);
      smear(picture, 1, across, !across);
      flatten(picture, 50, 180);
      shine(picture, dice);
      add_noise(picture, 8, dice);
      break;
  }
}

}  // namespace

const char* to_string(Blemish blemish) {
  switch (blemish) {
    case Blemish::none: return "none";
    case Blemish::blur: return "blur";
    case Blemish::strong_blur: return "strong blur";
    case Blemish::motion: return "motion";
    case Blemish::long_motion: return "long motion";
    case Blemish::noise: return "noise";
    case Blemish::low_contrast: return "low contrast";
    case Blemish::glare: return "glare";
    case Blemish::moire: return "moire";
    case Blemish::all: return "all";
  }
  return "?";
}

image::GreyImage render(const base::QrCode& code, const Scene& scene) {
  Dice dice(scene.seed);
  GreyImage picture(scene.width, scene.height);
  draw_background(picture, dice);
  draw_code(picture, code, scene, {}, dice);
  spoil(picture, scene.blemish, dice);
  return picture;
}

image::GreyImage render_without_code(const Scene& scene) {
  Dice dice(scene.seed);
  GreyImage picture(scene.width, scene.height);
  draw_background(picture, dice);
  spoil(picture, scene.blemish, dice);
  return picture;
}

std::string confirmation_like_text(std::uint32_t seed) {
  constexpr std::string_view kBase45 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
  Dice dice(seed);
  std::string text = "OD1:";
  for (int i = 0; i < 195; ++i) text += kBase45[static_cast<std::size_t>(dice.whole(0, 44))];
  return text;
}

}  // namespace openday::test
