#include "kiosk/device/page_fit.h"

#include <gtest/gtest.h>

namespace openday::device {
namespace {

TEST(PageFit, is_direct_when_sizes_agree) {
  EXPECT_TRUE(PageFit(1080, 1920, 1080, 1920, 0).direct());
  EXPECT_FALSE(PageFit(1080, 1920, 1920, 1080, 1).direct());
  EXPECT_FALSE(PageFit(1080, 1920, 540, 960, 0).direct());
}

TEST(PageFit, finds_the_way_back_for_every_turn) {
  for (int turns = 0; turns < 4; ++turns) {
    const PageFit fit(1080, 1920, turns % 2 ? 1920 : 1080, turns % 2 ? 1080 : 1920, turns);
    const Place panel = fit.to_panel(200, 300), page = fit.to_page(panel.x, panel.y);
    EXPECT_NEAR(page.x, 200, 1e-6) << turns;
    EXPECT_NEAR(page.y, 300, 1e-6) << turns;
  }
}

TEST(PageFit, turns_clockwise) {
  // The page's top left corner lies at the panel's top right corner.
  const Place corner = PageFit(1080, 1920, 1920, 1080, 1).to_panel(0, 0);
  EXPECT_NEAR(corner.x, 1, 1e-6);
  EXPECT_NEAR(corner.y, 0, 1e-6);
}

TEST(PageFit, centres_a_page_of_another_shape) {
  const auto box = PageFit(1080, 1920, 1920, 1080, 0).unturned();
  EXPECT_NEAR(box.h, 1080, 1e-6);
  EXPECT_NEAR(box.x, (1920 - 607.5) / 2, 1e-6);
}

}  // namespace
}  // namespace openday::device
