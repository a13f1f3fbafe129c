// The pictures of a folder (*.png, *.jpg, *.jpeg, sorted by name) as a camera: for tests, demos and boxes without a camera.
// The folder is read again at the end of each round, so that a picture dropped into it is seen; an empty folder gives blank
// frames; a picture that cannot be read counts as a damaged frame. One thread.
#pragma once

#include <chrono>
#include <filesystem>
#include <vector>

#include "kiosk/scan/camera.h"

namespace openday::device {

struct FolderRule {
  std::chrono::milliseconds frame_interval{100};    // ten frames a second
  std::chrono::milliseconds hold{2500};             // how long one picture is shown; 0: one frame
  std::chrono::milliseconds blank_between{2500};    // a blank picture after each, as a guest steps away; 0: none
  bool loop = true;                                 // false: the last picture stays (or blank, with blank_between)
};

class FolderCamera final : public scan::Camera {
 public:
  explicit FolderCamera(std::filesystem::path folder, FolderRule rule = {}, scan::MonoNow now = &scan::steady_now);

  [[nodiscard]] base::Result<void, scan::DeviceError> open() override;
  [[nodiscard]] base::Result<void, scan::DeviceError> next(scan::Frame& out, scan::MonoTime deadline) override;
  void close() override;
  [[nodiscard]] std::string describe() const override;
  [[nodiscard]] scan::CameraCounts counts() const override { return counts_; }

 private:
  void list_pictures();
  void turn_page(scan::MonoTime at);
  void load();

  std::filesystem::path folder_;
  FolderRule rule_;
  scan::MonoNow now_;
  std::vector<std::filesystem::path> pictures_;
  std::size_t index_ = 0;
  bool open_ = false;
  bool blank_ = false;              // between two pictures
  scan::MonoTime page_since_{};
  scan::MonoTime frame_due_{};
  image::GreyImage picture_;
  std::uint64_t sequence_ = 0;
  scan::CameraCounts counts_;
};

}  // namespace openday::device
