#include "kiosk/device/camera_injector.h"

#include <thread>

#include <gtest/gtest.h>

namespace openday::device {
namespace {

using namespace std::chrono_literals;
using scan::DeviceError;

TEST(FrameInjector, shows_what_it_was_given_until_it_is_hidden) {
  FrameInjector injector;
  const auto camera = injector.make_camera();
  ASSERT_TRUE(camera->open());
  scan::Frame frame;
  ASSERT_TRUE(camera->next(frame, scan::steady_now() + 10s));
  EXPECT_EQ(frame.grey.width, 1280);
  injector.show(image::GreyImage(33, 22, 7));
  ASSERT_TRUE(camera->next(frame, scan::steady_now() + 10s));
  EXPECT_EQ(frame.grey.width, 33);
  EXPECT_EQ(injector.delivered(), 1u);
  injector.hide();
  ASSERT_TRUE(camera->next(frame, scan::steady_now() + 10s));
  EXPECT_EQ(frame.grey.width, 1280);
}

TEST(FrameInjector, wakes_a_camera_that_waits) {
  FrameInjector injector;
  const auto camera = injector.make_camera();
  scan::Frame frame;
  ASSERT_TRUE(camera->next(frame, scan::steady_now() + 10s));
  std::thread other([&] { injector.fail_with(DeviceError::unplugged); });
  auto got = camera->next(frame, scan::steady_now() + 60s);
  while (got) got = camera->next(frame, scan::steady_now() + 60s);
  other.join();
  EXPECT_EQ(got.error().kind, DeviceError::unplugged);
  EXPECT_FALSE(camera->open());
  injector.fail_with(std::nullopt);
  EXPECT_TRUE(camera->open());
}

TEST(FrameInjector, gives_no_second_frame_before_its_time) {
  FrameInjector injector;
  const auto camera = injector.make_camera();
  scan::Frame frame;
  ASSERT_TRUE(camera->next(frame, scan::steady_now() + 10s));
  const auto got = camera->next(frame, frame.taken);
  ASSERT_FALSE(got);
  EXPECT_EQ(got.error().kind, DeviceError::timeout);
}

}  // namespace
}  // namespace openday::device
