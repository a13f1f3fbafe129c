#include "kiosk/scan/watcher.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "kiosk/base/qr_code.h"
#include "tests/scan/scene.h"

namespace openday::scan {
namespace {

using namespace std::chrono_literals;

class WatcherTest : public ::testing::Test {
 protected:
  image::GreyImage hall(std::uint32_t noise_seed) const {  // the same hall, other noise
    test::Scene scene;
    image::GreyImage picture = test::render_without_code(scene);
    std::uint32_t state = noise_seed;
    for (auto& pixel : picture.pixels) {
      state = state * 1664525 + 1013904223;
      pixel = static_cast<std::uint8_t>(std::clamp<int>(pixel + static_cast<int>(state >> 28) - 8, 0, 255));
    }
    return picture;
  }
  // Looks as often as the watcher wants to for so long; how many frames it would have decoded.
  int look(const image::GreyImage& picture, std::chrono::milliseconds span, int* looked = nullptr) {
    int decoded = 0;
    for (const MonoTime end = now_ + span; now_ < end; now_ += watcher_.interval(now_)) {
      decoded += watcher_.look(picture, now_);
      if (looked != nullptr) ++*looked;
    }
    return decoded;
  }
  void settle() {
    (void)look(hall(1), 10s);
    ASSERT_FALSE(watcher_.reading(now_));
  }

  Watcher watcher_;
  MonoTime now_{1h};
};

TEST_F(WatcherTest, decodes_the_first_frames_then_rests) {
  EXPECT_GT(look(hall(1), 3s), 10);
  int looked = 0;
  EXPECT_EQ(look(hall(2), 10s, &looked), 0);
  EXPECT_LE(looked, 51);  // five a second
}

TEST_F(WatcherTest, is_not_woken_by_sensor_noise) {
  settle();
  for (std::uint32_t seed = 2; seed < 30; ++seed) {
    EXPECT_FALSE(watcher_.look(hall(seed), now_));
    now_ += 200ms;
  }
}

TEST_F(WatcherTest, is_not_woken_by_a_lamp) {
  settle();
  image::GreyImage brighter = hall(1);
  for (auto& pixel : brighter.pixels) pixel = static_cast<std::uint8_t>(std::min(255, pixel + 15));
  EXPECT_FALSE(watcher_.look(brighter, now_));
}

TEST_F(WatcherTest, is_woken_by_a_code_of_a_seventh_of_the_height) {
  settle();
  test::Scene scene;
  scene.side = 0.15F;
  EXPECT_TRUE(watcher_.look(test::render(*base::make_qr_code(test::confirmation_like_text(1)), scene), now_));
  EXPECT_EQ(watcher_.interval(now_), WatchRule{}.read_interval);
}

TEST_F(WatcherTest, goes_on_reading_a_code_held_still_but_not_all_day) {
  settle();
  const image::GreyImage code = test::render(*base::make_qr_code(test::confirmation_like_text(1)), {});
  const MonoTime shown = now_;
  MonoTime stopped{};
  for (; now_ < shown + 60s; now_ += watcher_.interval(now_)) {
    if (!watcher_.look(code, now_)) {
      stopped = now_;
      break;
    }
    watcher_.hint(now_);
  }
  EXPECT_GE(stopped - shown, 15s);
  EXPECT_LE(stopped - shown, 20s);
}

TEST_F(WatcherTest, reads_when_the_guest_taps) {
  settle();
  watcher_.wake(now_);
  EXPECT_TRUE(watcher_.look(hall(1), now_));
}

TEST_F(WatcherTest, reads_again_after_the_camera_came_back) {
  settle();
  watcher_.reset();
  EXPECT_TRUE(watcher_.look(hall(1), now_));
}

TEST_F(WatcherTest, ignores_a_frame_too_small_to_be_one) { EXPECT_FALSE(watcher_.look(image::GreyImage(2, 2), now_)); }

}  // namespace
}  // namespace openday::scan
