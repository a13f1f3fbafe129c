// A camera by V4L2: memory-mapped buffers, MJPEG (dropped and counted when damaged), YUYV, GREY and planar YUV to grey. Picks
// the format and the size nearest to what is wanted; MJPEG first, since USB 2 carries few raw pictures of that size. One thread.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "kiosk/device/video_device.h"
#include "kiosk/image/jpeg.h"
#include "kiosk/scan/camera.h"

namespace openday::device {

struct VideoRule {
  std::uint32_t width = 1280;
  std::uint32_t height = 720;
};

class V4l2Camera final : public scan::Camera {
 public:
  explicit V4l2Camera(std::string path, VideoRule rule = {}, std::unique_ptr<VideoDevice> device = make_video_device(),
                      scan::MonoNow now = &scan::steady_now);
  ~V4l2Camera() override;

  [[nodiscard]] base::Result<void, scan::DeviceError> open() override;
  [[nodiscard]] base::Result<void, scan::DeviceError> next(scan::Frame& out, scan::MonoTime deadline) override;
  void close() override;
  [[nodiscard]] std::string describe() const override;
  [[nodiscard]] scan::CameraCounts counts() const override { return counts_; }

 private:
  using Done = base::Result<void, scan::DeviceError>;
  struct Buffer {
    const std::uint8_t* memory = nullptr;
    std::size_t length = 0;
  };
  struct Filled {
    std::uint32_t index = 0;
    std::uint32_t bytes = 0;
    std::uint32_t sequence = 0;
    scan::MonoTime taken{};
  };

  Done fail_with(int error, const char* step);
  Done check_capabilities();
  Done choose_format();
  void choose_size(std::uint32_t fourcc, std::uint32_t& width, std::uint32_t& height);
  Done map_buffers();
  Done start();
  int give_back(std::uint32_t index);
  void note_gap(std::uint32_t sequence);
  int take_newest(Filled& newest, bool& found);
  bool to_grey(const Filled& filled, image::GreyImage& grey);
  bool planar_to_grey(const Buffer& buffer, std::uint32_t bytes, std::uint32_t step, image::GreyImage& grey) const;

  std::string path_;
  VideoRule rule_;
  std::unique_ptr<VideoDevice> device_;
  scan::MonoNow now_;
  image::JpegDecoder jpeg_;
  std::vector<Buffer> buffers_;
  std::string card_;
  std::uint32_t fourcc_ = 0;
  std::uint32_t width_ = 0;
  std::uint32_t height_ = 0;
  std::uint32_t stride_ = 0;
  bool open_ = false;
  bool streaming_ = false;
  int errors_in_a_row_ = 0;
  std::uint32_t last_sequence_ = 0;
  bool any_frame_ = false;
  scan::CameraCounts counts_;
};

}  // namespace openday::device
