// How sharp a picture is, on pictures made here: blocks like a code's, a room of boxes, blurred and with a camera's grain.
#include "kiosk/image/focus.h"

#include <cmath>
#include <random>

#include <gtest/gtest.h>

namespace openday::image {
namespace {

GreyImage blocks(int dark = 30, int light = 230) {
  GreyImage out(1280, 720, static_cast<std::uint8_t>(light));
  for (int y = 120; y < 600; ++y) {
    for (int x = 400; x < 880; ++x) {
      unsigned hash = static_cast<unsigned>(x / 8) * 2654435761u ^ static_cast<unsigned>(y / 8) * 40503u;
      hash = (hash ^ (hash >> 13)) * 0x5bd1e995u;
      if (((hash ^ (hash >> 15)) & 1) != 0) out.at(x, y) = static_cast<std::uint8_t>(dark);
    }
  }
  return out;
}

GreyImage room(int boxes) {
  GreyImage out(1280, 720, 200);
  std::minstd_rand random(7);
  for (int i = 0; i < boxes; ++i) {
    const int left = static_cast<int>(random() % 1000), top = static_cast<int>(random() % 500), width = 100 + static_cast<int>(random() % 400), height = 100 + static_cast<int>(random() % 300);
    const auto grey = static_cast<std::uint8_t>(40 + random() % 180);
    for (int y = top; y < std::min(720, top + height); ++y)
      for (int x = left; x < std::min(1280, left + width); ++x) out.at(x, y) = grey;
  }
  return out;
}

GreyImage blurred(const GreyImage& sharp, double sigma) {
  const int reach = static_cast<int>(std::ceil(3 * sigma));
  std::vector<double> weights;
  double whole = 0;
  for (int i = -reach; i <= reach; ++i) whole += weights.emplace_back(std::exp(-i * i / (2 * sigma * sigma)));
  const auto pass = [&](const GreyImage& in, int across, int down) {
    GreyImage out = in;
    for (int y = 0; y < in.height; ++y) {
      for (int x = 0; x < in.width; ++x) {
        double sum = 0;
        for (int i = -reach; i <= reach; ++i) sum += weights[static_cast<std::size_t>(i + reach)] * in.at(std::clamp(x + i * across, 0, in.width - 1), std::clamp(y + i * down, 0, in.height - 1));
        out.at(x, y) = static_cast<std::uint8_t>(sum / whole + 0.5);
      }
    }
    return out;
  };
  return pass(pass(sharp, 1, 0), 0, 1);
}

GreyImage grainy(GreyImage picture, double sigma) {
  std::mt19937 random(3);
  std::normal_distribution<double> grain(0, sigma);
  for (std::uint8_t& pixel : picture.pixels) pixel = static_cast<std::uint8_t>(std::clamp(pixel + grain(random), 0.0, 255.0));
  return picture;
}

TEST(Focus, says_sharp_of_sharp_pictures_whatever_they_show) {
  EXPECT_GT(measure_sharpness(blocks()).focus, kSharp);
  EXPECT_GT(measure_sharpness(blocks(110, 150)).focus, kSharp) << "in bad light";
  EXPECT_GT(measure_sharpness(room(60)).focus, kSharp);
  EXPECT_GT(measure_sharpness(room(4)).focus, kSharp) << "few edges";
  EXPECT_GT(measure_sharpness(grainy(room(4), 6)).focus, kSharp);
}

TEST(Focus, says_blurred_of_blurred_ones) {
  EXPECT_LT(measure_sharpness(blurred(blocks(), 3)).focus, kBlurred);
  EXPECT_LT(measure_sharpness(blurred(room(60), 3)).focus, kBlurred);
  EXPECT_LT(measure_sharpness(blurred(room(4), 4)).focus, kBlurred);
}

TEST(Focus, does_not_take_the_grain_of_a_weak_camera_for_detail) {
  EXPECT_LT(measure_sharpness(grainy(blurred(blocks(), 3), 6)).focus, kBlurred);
  EXPECT_LT(measure_sharpness(grainy(blurred(room(4), 4), 6)).focus, kBlurred);
}

TEST(Focus, falls_while_the_ring_is_turned_away) {
  float before = measure_sharpness(blocks()).focus;
  for (const double sigma : {0.7, 1.0, 1.5, 2.0, 3.0}) {
    const float now = measure_sharpness(blurred(blocks(), sigma)).focus;
    EXPECT_LT(now, before) << sigma;
    before = now;
  }
}

TEST(Focus, knows_a_wall_and_a_lens_cap_by_their_contrast) {
  EXPECT_LT(measure_sharpness(grainy(GreyImage(640, 480, 128), 3)).contrast, kLeastContrast);
  const Sharpness cap = measure_sharpness(grainy(GreyImage(640, 480, 4), 2));
  EXPECT_LT(cap.contrast, kLeastContrast);
  EXPECT_LT(cap.brightness, 10);
  EXPECT_GT(measure_sharpness(blocks(110, 150)).contrast, kLeastContrast);
}

TEST(Focus, has_nothing_to_say_of_no_picture) {
  for (const GreyImage& picture : {GreyImage(), GreyImage(3, 2, 9), GreyImage(63, 63, 9), GreyImage(2000, 1, 9)}) {
    const Sharpness said = measure_sharpness(picture);
    EXPECT_EQ(said.focus, 0);
    EXPECT_EQ(said.contrast, 0);
  }
  EXPECT_EQ(measure_sharpness(GreyImage(640, 480, 77)).focus, 0) << "one grey has no edge";
}

}  // namespace
}  // namespace openday::image
