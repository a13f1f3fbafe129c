#include "kiosk/scan/finder.h"

#include <gtest/gtest.h>

#include "kiosk/base/qr_code.h"
#include "kiosk/scan/threshold.h"
#include "tests/scan/scene.h"

namespace openday::scan {
namespace {

std::vector<FinderSpot> spots_of(const image::GreyImage& grey) {
  GreyImage black_and_white;
  Scratch scratch;
  block_threshold(grey, {24, 50, 2}, black_and_white, scratch);
  std::vector<FinderSpot> spots;
  find_finders(black_and_white, 12, spots);
  return spots;
}

TEST(Finder, finds_the_three_corners_and_their_module_size) {
  const auto code = base::make_qr_code(test::confirmation_like_text(1));
  test::Scene scene;
  scene.side = 0.6F;
  const auto spots = spots_of(test::render(*code, scene));
  EXPECT_TRUE(looks_like_code(spots));
  const float expected = 0.6F * 720 / 49;
  int corners = 0;
  for (const auto& spot : spots) corners += spot.module > 0.85F * expected && spot.module < 1.15F * expected;
  EXPECT_GE(corners, 3);
}

TEST(Finder, finds_them_in_a_turned_and_tilted_code) {
  const auto code = base::make_qr_code(test::confirmation_like_text(1));
  int found = 0;
  for (int i = 0; i < 12; ++i) {
    test::Scene scene;
    scene.side = 0.5F;
    scene.turn_degrees = static_cast<float>(i * 31);
    scene.tilt_degrees = 25;
    scene.seed = static_cast<std::uint32_t>(i + 1);
    found += looks_like_code(spots_of(test::render(*code, scene)));
  }
  EXPECT_GE(found, 9);
}

TEST(Finder, sees_no_code_in_most_pictures_without_one) {
  int found = 0;
  for (std::uint32_t seed = 1; seed <= 20; ++seed) {
    test::Scene scene;
    scene.seed = seed;
    found += looks_like_code(spots_of(test::render_without_code(scene)));
  }
  EXPECT_LE(found, 4);
}

TEST(Finder, sees_nothing_in_an_even_picture_or_an_empty_one) {
  EXPECT_TRUE(spots_of(image::GreyImage(100, 100, 255)).empty());
  std::vector<FinderSpot> spots;
  find_finders(image::GreyImage{}, 12, spots);
  EXPECT_TRUE(spots.empty());
}

}  // namespace
}  // namespace openday::scan
