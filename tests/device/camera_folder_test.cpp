#include "kiosk/device/camera_folder.h"

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "kiosk/device/camera_factory.h"
#include "kiosk/image/png.h"

namespace openday::device {
namespace {

using namespace std::chrono_literals;
using scan::DeviceError;

constexpr FolderRule kOneFrameEach{.frame_interval = 0ms, .hold = 0ms, .blank_between = 0ms, .loop = true};

class FolderCameraTest : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string name = (std::filesystem::temp_directory_path() / "openday-folder-XXXXXX").string();
    ASSERT_NE(::mkdtemp(name.data()), nullptr);
    folder_ = name;
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  void put(const std::string& name, int width) { ASSERT_TRUE(image::write_png(folder_ / name, image::GreyImage(width, 10, 200))); }
  // The width tells the pictures apart.
  static int next_width(FolderCamera& camera) {
    scan::Frame frame;
    return camera.next(frame, scan::steady_now() + 10s) ? frame.grey.width : -1;
  }

  std::filesystem::path folder_;
};

TEST_F(FolderCameraTest, shows_pictures_by_name_again_and_again) {
  put("b.png", 12);
  put("a.png", 11);
  put("c.PNG", 13);
  std::ofstream(folder_ / "notes.txt") << "no picture";
  FolderCamera camera(folder_, kOneFrameEach);
  ASSERT_TRUE(camera.open());
  for (const int expected : {11, 12, 13, 11, 12}) EXPECT_EQ(next_width(camera), expected);
}

TEST_F(FolderCameraTest, sees_a_picture_that_was_dropped_into_the_folder) {
  FolderCamera camera(folder_, kOneFrameEach);
  ASSERT_TRUE(camera.open());
  EXPECT_EQ(next_width(camera), 1280);  // blank
  put("new.png", 15);
  EXPECT_EQ(next_width(camera), 15);
}

TEST_F(FolderCameraTest, shows_a_blank_frame_between_two_pictures_and_stays_blank_at_the_end) {
  put("a.png", 11);
  put("b.png", 12);
  FolderRule rule = kOneFrameEach;
  rule.blank_between = 1ms;
  rule.loop = false;
  FolderCamera camera(folder_, rule);
  ASSERT_TRUE(camera.open());
  std::vector<int> widths;
  for (int i = 0; i < 100'000 && (widths.size() < 4); ++i) {
    const int width = next_width(camera);
    if (widths.empty() || widths.back() != width) widths.push_back(width);
  }
  EXPECT_EQ(widths, (std::vector<int>{11, 1280, 12, 1280}));
}

TEST_F(FolderCameraTest, counts_a_damaged_picture_and_goes_on) {
  std::ofstream(folder_ / "a.png") << "damaged";
  put("b.png", 12);
  FolderCamera camera(folder_, kOneFrameEach);
  ASSERT_TRUE(camera.open());
  EXPECT_EQ(next_width(camera), 1280);
  EXPECT_EQ(next_width(camera), 12);
  EXPECT_EQ(camera.counts().damaged, 1u);
}

TEST_F(FolderCameraTest, says_that_there_is_no_such_folder) {
  FolderCamera camera(folder_ / "nowhere");
  const auto opened = camera.open();
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().kind, DeviceError::missing);
  EXPECT_NE(opened.error().what.find("nowhere"), std::string::npos);
  put("a.png", 11);
  EXPECT_EQ(FolderCamera(folder_ / "a.png").open().error().kind, DeviceError::format);
}

TEST(CameraFactory, makes_a_camera_from_the_command_lines_words) {
  EXPECT_EQ(*make_camera("none"), nullptr);
  EXPECT_NE((*make_camera("dir:/tmp"))->describe().find("dir:/tmp"), std::string::npos);
  EXPECT_EQ((*make_camera("/dev/video3"))->describe(), "/dev/video3");
  const auto bad = make_camera("webcam");
  ASSERT_FALSE(bad);
  EXPECT_NE(bad.error().what.find("dir:PATH"), std::string::npos);
}

}  // namespace
}  // namespace openday::device
