#include "kiosk/scan/threshold.h"

#include <algorithm>
#include <cstdlib>

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace openday::scan {
namespace {

GreyImage random_picture() {
  const int width = *rc::gen::inRange(1, 70);
  const int height = *rc::gen::inRange(1, 50);
  GreyImage picture(width, height);
  std::uint32_t state = *rc::gen::arbitrary<std::uint32_t>();
  for (auto& pixel : picture.pixels) {
    state = state * 1664525 + 1013904223;
    pixel = static_cast<std::uint8_t>(state >> 24);
  }
  return picture;
}

TEST(Threshold, agrees_with_a_box_mean_computed_the_slow_way) {
  EXPECT_TRUE(rc::check([] {
    const GreyImage picture = random_picture();
    const int radius = *rc::gen::inRange(1, 20);
    GreyImage out;
    Scratch scratch;
    mean_threshold(picture, radius, out, scratch);
    for (int y = 0; y < picture.height; ++y) {
      for (int x = 0; x < picture.width; ++x) {
        unsigned sum = 0;
        unsigned count = 0;
        for (int v = std::max(0, y - radius); v <= std::min(picture.height - 1, y + radius); ++v) {
          for (int u = std::max(0, x - radius); u <= std::min(picture.width - 1, x + radius); ++u, ++count) sum += picture.at(u, v);
        }
        RC_ASSERT(out.at(x, y) == ((picture.at(x, y) + 3U) * count < sum ? 0 : 255));
      }
    }
  }));
}

TEST(Threshold, gives_only_black_and_white_of_the_same_size_for_any_picture) {
  EXPECT_TRUE(rc::check([] {
    const GreyImage picture = random_picture();
    GreyImage out;
    Scratch scratch;
    const auto holds = [&] {
      RC_ASSERT(out.width == picture.width);
      RC_ASSERT(out.pixels.size() == picture.pixels.size());
      RC_ASSERT(std::all_of(out.pixels.begin(), out.pixels.end(), [](auto pixel) { return pixel == 0 || pixel == 255; }));
    };
    block_threshold(picture, {*rc::gen::inRange(0, 255), *rc::gen::inRange(0, 101), *rc::gen::inRange(0, 4)}, out, scratch);
    holds();
    otsu_threshold(picture, out);
    holds();
  }));
}

TEST(Threshold, separates_dim_ink_from_dim_paper_block_by_block) {
  GreyImage picture(64, 64);  // light falls from left to right; ink is 30 darker than the paper around it
  for (int y = 0; y < 64; ++y) {
    for (int x = 0; x < 64; ++x) picture.at(x, y) = static_cast<std::uint8_t>(60 + 2 * x - ((x / 4 + y / 4) % 2 == 0 ? 30 : 0));
  }
  GreyImage out;
  Scratch scratch;
  block_threshold(picture, {24, 50, 0}, out, scratch);
  int right = 0;
  for (int y = 0; y < 64; ++y) {
    for (int x = 0; x < 64; ++x) right += (out.at(x, y) == 0) == ((x / 4 + y / 4) % 2 == 0);
  }
  EXPECT_GT(right, 64 * 64 * 95 / 100);
}

TEST(Threshold, makes_an_even_picture_white) {
  GreyImage out;
  Scratch scratch;
  block_threshold(GreyImage(40, 40, 90), {}, out, scratch);
  EXPECT_TRUE(std::all_of(out.pixels.begin(), out.pixels.end(), [](auto pixel) { return pixel == 255; }));
}

TEST(Threshold, finds_the_valley_between_two_levels) {
  GreyImage picture(16, 16, 200);
  std::fill_n(picture.pixels.begin(), 100, std::uint8_t{50});
  GreyImage out;
  otsu_threshold(picture, out);
  EXPECT_EQ(out.pixels[0], 0);
  EXPECT_EQ(out.pixels[200], 255);
}

TEST(Filter, shrinks_by_rounded_means_and_cuts_the_rest) {
  EXPECT_TRUE(rc::check([] {
    const GreyImage picture = random_picture();
    const int factor = *rc::gen::element(2, 3, 4);
    GreyImage out;
    shrink_by_mean(picture, factor, out);
    RC_ASSERT(out.width == picture.width / factor);
    RC_ASSERT(out.height == picture.height / factor);
    for (int y = 0; y < out.height; ++y) {
      for (int x = 0; x < out.width; ++x) {
        int sum = 0;
        for (int v = 0; v < factor; ++v) {
          for (int u = 0; u < factor; ++u) sum += picture.at(x * factor + u, y * factor + v);
        }
        const int count = factor * factor;
        RC_ASSERT(out.at(x, y) == (sum + count / 2) / count);
      }
    }
  }));
}

TEST(Filter, leaves_an_even_picture_as_it_is) {
  EXPECT_TRUE(rc::check([] {
    const auto level = static_cast<std::uint8_t>(*rc::gen::inRange(0, 256));
    const GreyImage even(*rc::gen::inRange(1, 40), *rc::gen::inRange(1, 40), level);
    GreyImage out;
    Scratch scratch;
    smooth(even, out, scratch);
    RC_ASSERT(out.pixels == even.pixels);
    sharpen(even, out, scratch);
    for (const auto pixel : out.pixels) RC_ASSERT(std::abs(pixel - level) <= 1);
    enlarge(even, out);
    RC_ASSERT(out.width == 2 * even.width);
    for (const auto pixel : out.pixels) RC_ASSERT(pixel == level);
  }));
}

}  // namespace
}  // namespace openday::scan
