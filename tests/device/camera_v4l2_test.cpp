// The V4L2 camera over a driver that answers by script: what real ones do wrong.
#include "kiosk/device/camera_v4l2.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <linux/videodev2.h>
#include <turbojpeg.h>

namespace openday::device {
namespace {

using namespace std::chrono_literals;
using scan::DeviceError;

scan::MonoTime fake_now{1h};
scan::MonoTime read_fake_now() { return fake_now; }

struct ScriptedFrame {
  std::string bytes;
  std::uint32_t sequence = 0;
  bool marked_damaged = false;
  std::chrono::milliseconds age{10};
  int error = 0;  // instead of a frame
};

// What the driver is and will do; shared with the test.
struct Driver {
  std::vector<std::pair<std::uint32_t, std::vector<std::pair<std::uint32_t, std::uint32_t>>>> formats{{V4L2_PIX_FMT_MJPEG, {{640, 480}, {1280, 720}, {1920, 1080}}}};
  std::uint32_t capabilities = V4L2_CAP_VIDEO_CAPTURE | V4L2_CAP_STREAMING;
  int open_error = 0;
  int set_format_error = 0;
  int wait_error = EAGAIN;  // once the script is at its end
  std::deque<std::deque<ScriptedFrame>> bursts;  // what lies in the queue at each wait
  std::deque<ScriptedFrame> ready;
  v4l2_pix_format chosen{};
  std::deque<std::uint32_t> queued;
  std::vector<std::vector<std::uint8_t>> memory;
  int mapped = 0;
  bool streaming = false;
  bool is_open = false;
};

class ScriptedDevice final : public VideoDevice {
 public:
  explicit ScriptedDevice(Driver& driver) : driver_(driver) {}

  int open(const std::string&) override {
    if (driver_.open_error != 0) return driver_.open_error;
    driver_.is_open = true;
    return 0;
  }
  void close() override { driver_.is_open = false; }

  int control(unsigned long request, void* argument) override {
    switch (request) {
      case VIDIOC_QUERYCAP: return query(*static_cast<v4l2_capability*>(argument));
      case VIDIOC_ENUM_FMT: return enumerate(*static_cast<v4l2_fmtdesc*>(argument));
      case VIDIOC_ENUM_FRAMESIZES: return enumerate(*static_cast<v4l2_frmsizeenum*>(argument));
      case VIDIOC_S_FMT: return set(*static_cast<v4l2_format*>(argument));
      case VIDIOC_REQBUFS: {
        auto& wanted = *static_cast<v4l2_requestbuffers*>(argument);
        driver_.memory.assign(wanted.count, std::vector<std::uint8_t>(driver_.chosen.sizeimage));
        driver_.queued.clear();
        return 0;
      }
      case VIDIOC_QUERYBUF: {
        auto& buffer = *static_cast<v4l2_buffer*>(argument);
        buffer.length = driver_.chosen.sizeimage;
        buffer.m.offset = buffer.index;
        return 0;
      }
      case VIDIOC_QBUF: driver_.queued.push_back(static_cast<v4l2_buffer*>(argument)->index); return 0;
      case VIDIOC_DQBUF: return dequeue(*static_cast<v4l2_buffer*>(argument));
      case VIDIOC_STREAMON: driver_.streaming = true; return 0;
      case VIDIOC_STREAMOFF: driver_.streaming = false; return 0;
      default: return ENOTTY;
    }
  }
  int map(std::size_t, std::int64_t offset, const std::uint8_t*& memory) override {
    memory = driver_.memory[static_cast<std::size_t>(offset)].data();
    ++driver_.mapped;
    return 0;
  }
  void unmap(const std::uint8_t*, std::size_t) override { --driver_.mapped; }
  int wait(std::chrono::milliseconds limit) override {
    if (!driver_.ready.empty()) return 0;
    if (driver_.bursts.empty()) {
      fake_now += limit;
      return driver_.wait_error;
    }
    driver_.ready = std::move(driver_.bursts.front());
    driver_.bursts.pop_front();
    return 0;
  }

 private:
  int query(v4l2_capability& out) const {
    std::strcpy(reinterpret_cast<char*>(out.card), "Scripted Cam");
    out.capabilities = V4L2_CAP_DEVICE_CAPS | V4L2_CAP_VIDEO_CAPTURE | V4L2_CAP_STREAMING;
    out.device_caps = driver_.capabilities;
    return 0;
  }
  int enumerate(v4l2_fmtdesc& out) const {
    if (out.index >= driver_.formats.size()) return EINVAL;
    out.pixelformat = driver_.formats[out.index].first;
    return 0;
  }
  int enumerate(v4l2_frmsizeenum& out) const {
    for (const auto& [fourcc, sizes] : driver_.formats) {
      if (fourcc != out.pixel_format || out.index >= sizes.size()) continue;
      out.type = V4L2_FRMSIZE_TYPE_DISCRETE;
      out.discrete = {sizes[out.index].first, sizes[out.index].second};
      return 0;
    }
    return EINVAL;
  }
  int set(v4l2_format& format) const {
    if (driver_.set_format_error != 0) return driver_.set_format_error;
    auto& pix = format.fmt.pix;
    pix.bytesperline = pix.pixelformat == V4L2_PIX_FMT_MJPEG ? 0 : pix.width * (pix.pixelformat == V4L2_PIX_FMT_YUYV ? 2 : 1);
    pix.sizeimage = pix.width * pix.height * 2;
    driver_.chosen = pix;
    return 0;
  }
  int dequeue(v4l2_buffer& buffer) const {
    if (driver_.ready.empty() || driver_.queued.empty()) return EAGAIN;
    const ScriptedFrame frame = driver_.ready.front();
    driver_.ready.pop_front();
    if (frame.error != 0) return frame.error;
    buffer.index = driver_.queued.front();
    driver_.queued.pop_front();
    std::copy(frame.bytes.begin(), frame.bytes.end(), driver_.memory[buffer.index].begin());
    buffer.bytesused = static_cast<std::uint32_t>(frame.bytes.size());
    buffer.sequence = frame.sequence;
    buffer.flags = V4L2_BUF_FLAG_TIMESTAMP_MONOTONIC | (frame.marked_damaged ? V4L2_BUF_FLAG_ERROR : 0u);
    const auto at = std::chrono::duration_cast<std::chrono::microseconds>((fake_now - frame.age).time_since_epoch()).count();
    buffer.timestamp = {at / 1'000'000, at % 1'000'000};
    return 0;
  }

  Driver& driver_;
};

std::string jpeg_of(int width, int height, std::uint8_t level) {
  std::vector<std::uint8_t> grey(static_cast<std::size_t>(width * height), level);
  tjhandle handle = tjInitCompress();
  unsigned char* bytes = nullptr;
  unsigned long size = 0;
  tjCompress2(handle, grey.data(), width, 0, height, TJPF_GRAY, &bytes, &size, TJSAMP_GRAY, 80, 0);
  std::string out(reinterpret_cast<char*>(bytes), size);
  tjFree(bytes);
  tjDestroy(handle);
  return out;
}

class V4l2CameraTest : public ::testing::Test {
 protected:
  base::Result<void, DeviceError> next() { return camera_.next(frame_, fake_now + 100ms); }
  void expect_all_buffers_given_back() { EXPECT_EQ(driver_.queued.size(), driver_.memory.size()); }
  ScriptedFrame frame(std::uint32_t sequence, std::uint8_t level = 100) const { return {jpeg_of(64, 48, level), sequence}; }

  Driver driver_;
  V4l2Camera camera_{"/dev/video9", {}, std::make_unique<ScriptedDevice>(driver_), &read_fake_now};
  scan::Frame frame_;
};

TEST_F(V4l2CameraTest, chooses_mjpeg_at_1280x720_and_says_so) {
  driver_.formats.insert(driver_.formats.begin(), {V4L2_PIX_FMT_YUYV, {{1280, 720}}});
  ASSERT_TRUE(camera_.open());
  EXPECT_EQ(camera_.describe(), "/dev/video9 (Scripted Cam), MJPG 1280x720");
}

TEST_F(V4l2CameraTest, chooses_the_size_nearest_to_what_is_wanted) {
  driver_.formats = {{V4L2_PIX_FMT_YUYV, {{320, 240}, {640, 480}, {1920, 1080}}}};
  ASSERT_TRUE(camera_.open());
  EXPECT_EQ(camera_.describe(), "/dev/video9 (Scripted Cam), YUYV 1920x1080");
}

TEST_F(V4l2CameraTest, gives_the_newest_of_several_frames_and_counts_the_others) {
  ASSERT_TRUE(camera_.open());
  driver_.bursts = {{frame(0, 10), frame(1, 20), frame(2, 200)}};
  ASSERT_TRUE(next());
  EXPECT_EQ(frame_.sequence, 2u);
  EXPECT_NEAR(frame_.grey.at(5, 5), 200, 2);
  EXPECT_EQ(frame_.taken, fake_now - 10ms);
  EXPECT_EQ(camera_.counts().skipped, 2u);
  expect_all_buffers_given_back();
}

TEST_F(V4l2CameraTest, counts_gaps_in_the_sequence) {
  ASSERT_TRUE(camera_.open());
  driver_.bursts = {{frame(0)}, {frame(5)}};
  ASSERT_TRUE(next());
  ASSERT_TRUE(next());
  EXPECT_EQ(camera_.counts().skipped, 4u);
  EXPECT_EQ(camera_.counts().frames, 2u);
}

TEST_F(V4l2CameraTest, does_not_show_what_lay_in_the_buffers_while_nobody_looked) {
  ASSERT_TRUE(camera_.open());
  ScriptedFrame old = frame(0, 10);
  old.age = 10s;
  driver_.bursts = {{old, old}, {frame(2, 200)}};
  ASSERT_TRUE(next());
  EXPECT_EQ(frame_.sequence, 2u);
}

TEST_F(V4l2CameraTest, drops_short_and_damaged_frames) {
  ASSERT_TRUE(camera_.open());
  ScriptedFrame cut = frame(0);
  cut.bytes.resize(cut.bytes.size() / 2);
  ScriptedFrame marked = frame(1);
  marked.marked_damaged = true;
  ScriptedFrame empty = frame(2);
  empty.bytes.clear();
  driver_.bursts = {{cut}, {marked}, {empty}, {frame(3)}};
  const auto got = next();
  ASSERT_TRUE(got) << got.error().what;
  EXPECT_EQ(frame_.sequence, 3u);
  EXPECT_EQ(camera_.counts().damaged, 3u);
  expect_all_buffers_given_back();
}

TEST_F(V4l2CameraTest, goes_on_after_a_lost_packet_but_not_for_ever) {
  ASSERT_TRUE(camera_.open());
  ScriptedFrame lost;
  lost.error = EIO;
  driver_.bursts = {{lost}, {lost}, {frame(1)}};
  EXPECT_TRUE(next());
  for (int i = 0; i < 100; ++i) driver_.bursts.push_back({lost});
  const auto got = next();
  ASSERT_FALSE(got);
  EXPECT_EQ(got.error().kind, DeviceError::unplugged);
}

TEST_F(V4l2CameraTest, answers_at_the_deadline_when_no_frame_comes) {
  ASSERT_TRUE(camera_.open());
  driver_.bursts = {{}, {}};  // readable, yet EAGAIN
  const auto got = next();
  ASSERT_FALSE(got);
  EXPECT_EQ(got.error().kind, DeviceError::timeout);
}

TEST_F(V4l2CameraTest, notices_the_pulled_plug_in_mid_stream_and_opens_again) {
  ASSERT_TRUE(camera_.open());
  ScriptedFrame gone;
  gone.error = ENODEV;
  driver_.bursts = {{frame(0)}, {gone}};
  ASSERT_TRUE(next());
  auto got = next();
  ASSERT_FALSE(got);
  EXPECT_EQ(got.error().kind, DeviceError::unplugged);
  camera_.close();
  EXPECT_EQ(driver_.mapped, 0);
  EXPECT_FALSE(driver_.is_open);
  ASSERT_TRUE(camera_.open());
  driver_.bursts = {{frame(0)}};
  EXPECT_TRUE(next());
}

TEST_F(V4l2CameraTest, notices_the_pulled_plug_while_waiting) {
  ASSERT_TRUE(camera_.open());
  driver_.wait_error = ENODEV;
  EXPECT_EQ(next().error().kind, DeviceError::unplugged);
}

TEST_F(V4l2CameraTest, makes_grey_of_yuyv_and_grey_frames) {
  for (const std::uint32_t fourcc : {V4L2_PIX_FMT_YUYV, V4L2_PIX_FMT_GREY, V4L2_PIX_FMT_NV12}) {
    driver_.formats = {{fourcc, {{4, 2}}}};
    ASSERT_TRUE(camera_.open());
    const std::string bytes = fourcc == V4L2_PIX_FMT_YUYV ? std::string("1-2-3-4-5-6-7-8-") : std::string("12345678") + (fourcc == V4L2_PIX_FMT_NV12 ? "----" : "");
    ScriptedFrame cut{bytes.substr(0, 6), 0};
    driver_.bursts = {{cut}, {{bytes, 1}}};
    ASSERT_TRUE(next());
    EXPECT_EQ(std::string(frame_.grey.pixels.begin(), frame_.grey.pixels.end()), "12345678");
  }
}

struct Refusal {
  const char* name;
  std::function<void(Driver&)> change;
  DeviceError expected;
};

TEST_F(V4l2CameraTest, says_why_it_cannot_be_used_and_lets_go) {
  const std::vector<Refusal> refusals{
      {"missing", [](Driver& d) { d.open_error = ENOENT; }, DeviceError::missing},
      {"denied", [](Driver& d) { d.open_error = EACCES; }, DeviceError::denied},
      {"busy", [](Driver& d) { d.set_format_error = EBUSY; }, DeviceError::busy},
      {"output", [](Driver& d) { d.capabilities = V4L2_CAP_VIDEO_OUTPUT; }, DeviceError::format},
      {"formats", [](Driver& d) { d.formats = {{V4L2_PIX_FMT_H264, {{1280, 720}}}}; }, DeviceError::format},
  };
  for (const auto& refusal : refusals) {
    Driver driver;
    refusal.change(driver);
    V4l2Camera camera("/dev/video9", {}, std::make_unique<ScriptedDevice>(driver), &read_fake_now);
    const auto opened = camera.open();
    ASSERT_FALSE(opened) << refusal.name;
    EXPECT_EQ(opened.error().kind, refusal.expected) << refusal.name;
    EXPECT_NE(opened.error().what.find("/dev/video9"), std::string::npos);
    EXPECT_FALSE(driver.is_open);
    EXPECT_EQ(driver.mapped, 0);
    EXPECT_FALSE(camera.next(frame_, fake_now));
  }
}

TEST(VideoDevice, says_that_a_real_device_is_missing_or_none) {
  V4l2Camera missing("/dev/openday-no-such-camera");
  EXPECT_EQ(missing.open().error().kind, DeviceError::missing);
  V4l2Camera null("/dev/null");
  EXPECT_EQ(null.open().error().kind, DeviceError::format);
}

}  // namespace
}  // namespace openday::device
