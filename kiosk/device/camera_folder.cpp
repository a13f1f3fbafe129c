#include "kiosk/device/camera_folder.h"

#include <algorithm>
#include <system_error>
#include <thread>

#include <fmt/format.h>

#include "kiosk/base/log.h"
#include "kiosk/image/read_image.h"

namespace openday::device {
namespace {

using scan::DeviceError;

constexpr int kBlankWidth = 1280;
constexpr int kBlankHeight = 720;
constexpr std::uint8_t kBlankGrey = 96;

bool is_picture(const std::filesystem::path& path) {
  std::string extension = path.extension().string();
  std::transform(extension.begin(), extension.end(), extension.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return extension == ".png" || extension == ".jpg" || extension == ".jpeg";
}

}  // namespace

FolderCamera::FolderCamera(std::filesystem::path folder, FolderRule rule, scan::MonoNow now)
    : folder_(std::move(folder)), rule_(rule), now_(now) {}

base::Result<void, DeviceError> FolderCamera::open() {
  std::error_code error;
  const auto status = std::filesystem::status(folder_, error);
  if (!std::filesystem::exists(status)) {
    return base::fail(DeviceError::missing, fmt::format("dir:{}: no such folder; make it and put pictures of codes in it", folder_.string()));
  }
  if (!std::filesystem::is_directory(status)) {
    return base::fail(DeviceError::format, fmt::format("dir:{}: not a folder; name the folder, not a picture", folder_.string()));
  }
  std::filesystem::directory_iterator(folder_, error);
  if (error) return base::fail(DeviceError::denied, fmt::format("dir:{}: {}", folder_.string(), error.message()));
  open_ = true;
  blank_ = false;
  index_ = 0;
  list_pictures();
  load();
  page_since_ = frame_due_ = now_();
  return {};
}

void FolderCamera::list_pictures() {
  pictures_.clear();
  std::error_code error;
  for (std::filesystem::directory_iterator it(folder_, error), end; !error && it != end; it.increment(error)) {
    if (is_picture(it->path())) pictures_.push_back(it->path());
  }
  std::sort(pictures_.begin(), pictures_.end());
}

// The picture of this page into picture_; blank when there is none or it cannot be read.
void FolderCamera::load() {
  if (!blank_ && index_ < pictures_.size()) {
    auto read = image::read_image(pictures_[index_]);
    if (read) {
      picture_ = std::move(*read);
      return;
    }
    ++counts_.damaged;
    base::log_warning("camera: {}", read.error().what);
  }
  picture_.reset(kBlankWidth, kBlankHeight, kBlankGrey);
}

// Picture, blank, next picture, blank, ...
void FolderCamera::turn_page(scan::MonoTime at) {
  const bool last = index_ + 1 >= pictures_.size();
  if (last && !rule_.loop && (blank_ || rule_.blank_between.count() == 0)) return;
  page_since_ = at;
  if (!blank_ && rule_.blank_between.count() > 0 && !pictures_.empty()) {
    blank_ = true;
  } else {
    blank_ = false;
    ++index_;
    if (last) {
      list_pictures();
      index_ = 0;
    }
  }
  load();
}

base::Result<void, DeviceError> FolderCamera::next(scan::Frame& out, scan::MonoTime deadline) {
  if (!open_) return base::fail(DeviceError::missing, fmt::format("dir:{}: not open", folder_.string()));
  if (frame_due_ > deadline) {
    std::this_thread::sleep_for(std::max(deadline - now_(), scan::MonoTime::duration::zero()));
    return base::fail(DeviceError::timeout, fmt::format("dir:{}: no picture is due yet", folder_.string()));
  }
  std::this_thread::sleep_for(std::max(frame_due_ - now_(), scan::MonoTime::duration::zero()));
  const scan::MonoTime at = std::max(now_(), frame_due_);
  if (sequence_ > 0 && at - page_since_ >= (blank_ ? rule_.blank_between : rule_.hold)) turn_page(at);
  frame_due_ = at + rule_.frame_interval;
  out.grey = picture_;
  out.taken = at;
  out.sequence = sequence_++;
  ++counts_.frames;
  return {};
}

void FolderCamera::close() {
  open_ = false;
  sequence_ = 0;
}

std::string FolderCamera::describe() const { return fmt::format("dir:{}, {} pictures", folder_.string(), pictures_.size()); }

}  // namespace openday::device
