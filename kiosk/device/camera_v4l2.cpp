#include "kiosk/device/camera_v4l2.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <optional>

#include <fmt/format.h>
#include <linux/videodev2.h>

namespace openday::device {
namespace {

using scan::DeviceError;
using Millis = std::chrono::milliseconds;

constexpr std::uint32_t kBuffers = 4;
constexpr int kMostErrorsInARow = 30;   // EIO or damaged: about a second of frames, then the camera is opened again
constexpr Millis kStale{300};           // older frames lay in the buffers while nobody looked
constexpr std::uint32_t kLargestSide = 8192;

// In order of preference. Of planar YUV only the first plane is looked at.
constexpr std::array<std::uint32_t, 6> kFormats{V4L2_PIX_FMT_MJPEG, V4L2_PIX_FMT_JPEG,   V4L2_PIX_FMT_YUYV,
                                                V4L2_PIX_FMT_GREY,  V4L2_PIX_FMT_YUV420, V4L2_PIX_FMT_NV12};

bool is_jpeg(std::uint32_t fourcc) { return fourcc == V4L2_PIX_FMT_MJPEG || fourcc == V4L2_PIX_FMT_JPEG; }

std::string name_of(std::uint32_t fourcc) {
  return {static_cast<char>(fourcc & 0x7f), static_cast<char>((fourcc >> 8) & 0x7f), static_cast<char>((fourcc >> 16) & 0x7f),
          static_cast<char>((fourcc >> 24) & 0x7f)};
}

DeviceError kind_of(int error) {
  switch (error) {
    case ENOENT: return DeviceError::missing;
    case ENODEV:
    case ENXIO: return DeviceError::unplugged;
    case EACCES:
    case EPERM: return DeviceError::denied;
    case EBUSY: return DeviceError::busy;
    default: return DeviceError::format;
  }
}

const char* advice(DeviceError kind) {
  switch (kind) {
    case DeviceError::missing: return "plug the camera in, or name another one";
    case DeviceError::unplugged: return "plug the camera in again";
    case DeviceError::denied: return "add the service user to the group video";
    case DeviceError::busy: return "close the other program that uses the camera";
    case DeviceError::format:
    case DeviceError::timeout: break;
  }
  return "use a USB camera (UVC) with MJPEG or YUYV";
}

template <class T>
T zeroed() {
  T value;
  std::memset(&value, 0, sizeof value);
  return value;
}

v4l2_buffer empty_buffer(std::uint32_t index = 0) {
  auto buffer = zeroed<v4l2_buffer>();
  buffer.type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
  buffer.memory = V4L2_MEMORY_MMAP;
  buffer.index = index;
  return buffer;
}

scan::MonoTime time_of(const v4l2_buffer& buffer, scan::MonoTime now) {
  if ((buffer.flags & V4L2_BUF_FLAG_TIMESTAMP_MASK) != V4L2_BUF_FLAG_TIMESTAMP_MONOTONIC) return now;
  return scan::MonoTime(std::chrono::seconds(buffer.timestamp.tv_sec) + std::chrono::microseconds(buffer.timestamp.tv_usec));
}

// How far a size is from what is wanted; smaller ones count double, since pixels per module decide most.
std::uint64_t distance(std::uint32_t have, std::uint32_t want) {
  return have >= want ? have - want : 2ULL * (want - have);
}

}  // namespace

V4l2Camera::V4l2Camera(std::string path, VideoRule rule, std::unique_ptr<VideoDevice> device, scan::MonoNow now)
    : path_(std::move(path)), rule_(rule), device_(std::move(device)), now_(now) {}

V4l2Camera::~V4l2Camera() { close(); }

V4l2Camera::Done V4l2Camera::fail_with(int error, const char* step) {
  const DeviceError kind = kind_of(error);
  return base::fail(kind, fmt::format("{}: {}: {}; {}", path_, step, std::strerror(error), advice(kind)));
}

V4l2Camera::Done V4l2Camera::open() {
  close();
  if (const int error = device_->open(path_); error != 0) return fail_with(error == ENODEV || error == ENXIO ? ENOENT : error, "open");
  open_ = true;
  Done done = check_capabilities().and_then([&] { return choose_format(); }).and_then([&] { return map_buffers(); }).and_then([&] {
    return start();
  });
  if (!done) close();
  return done;
}

V4l2Camera::Done V4l2Camera::check_capabilities() {
  auto capability = zeroed<v4l2_capability>();
  if (const int error = device_->control(VIDIOC_QUERYCAP, &capability); error != 0) return fail_with(error, "not a video device");
  const auto has = (capability.capabilities & V4L2_CAP_DEVICE_CAPS) != 0 ? capability.device_caps : capability.capabilities;
  const auto* card = reinterpret_cast<const char*>(capability.card);
  card_.assign(card, strnlen(card, sizeof capability.card));
  if ((has & V4L2_CAP_VIDEO_CAPTURE) == 0 || (has & V4L2_CAP_STREAMING) == 0) {
    return base::fail(DeviceError::format, fmt::format("{} ({}): gives no pictures; a camera often has two devices, try the other", path_, card_));
  }
  return {};
}

// The size of this format nearest to the wanted one.
void V4l2Camera::choose_size(std::uint32_t fourcc, std::uint32_t& width, std::uint32_t& height) {
  std::optional<std::uint64_t> best;
  for (std::uint32_t i = 0; i < 256; ++i) {
    auto size = zeroed<v4l2_frmsizeenum>();
    size.index = i;
    size.pixel_format = fourcc;
    if (device_->control(VIDIOC_ENUM_FRAMESIZES, &size) != 0) return;
    std::uint32_t w = size.discrete.width;
    std::uint32_t h = size.discrete.height;
    if (size.type != V4L2_FRMSIZE_TYPE_DISCRETE) {
      w = std::clamp(rule_.width, size.stepwise.min_width, std::max(size.stepwise.min_width, size.stepwise.max_width));
      h = std::clamp(rule_.height, size.stepwise.min_height, std::max(size.stepwise.min_height, size.stepwise.max_height));
    }
    const std::uint64_t off = distance(w, rule_.width) + distance(h, rule_.height);
    if (!best || off < *best) {
      best = off;
      width = w;
      height = h;
    }
    if (size.type != V4L2_FRMSIZE_TYPE_DISCRETE) return;
  }
}

V4l2Camera::Done V4l2Camera::choose_format() {
  std::vector<std::uint32_t> offered;
  for (std::uint32_t i = 0; i < 256; ++i) {
    auto described = zeroed<v4l2_fmtdesc>();
    described.index = i;
    described.type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
    if (device_->control(VIDIOC_ENUM_FMT, &described) != 0) break;
    offered.push_back(described.pixelformat);
  }
  const auto chosen = std::find_first_of(kFormats.begin(), kFormats.end(), offered.begin(), offered.end());
  if (chosen == kFormats.end()) {
    return base::fail(DeviceError::format, fmt::format("{} ({}): none of its {} picture formats can be read; {}", path_, card_, offered.size(),
                                                       advice(DeviceError::format)));
  }
  auto format = zeroed<v4l2_format>();
  format.type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
  format.fmt.pix.pixelformat = *chosen;
  format.fmt.pix.field = V4L2_FIELD_ANY;
  format.fmt.pix.width = rule_.width;
  format.fmt.pix.height = rule_.height;
  choose_size(*chosen, format.fmt.pix.width, format.fmt.pix.height);
  if (const int error = device_->control(VIDIOC_S_FMT, &format); error != 0) return fail_with(error, "set the picture's size");
  // The driver may have chosen otherwise; what it says now holds.
  fourcc_ = format.fmt.pix.pixelformat;
  width_ = format.fmt.pix.width;
  height_ = format.fmt.pix.height;
  stride_ = std::max(format.fmt.pix.bytesperline, width_ * (fourcc_ == V4L2_PIX_FMT_YUYV ? 2 : 1));
  const bool known = std::find(kFormats.begin(), kFormats.end(), fourcc_) != kFormats.end();
  if (!known || width_ == 0 || height_ == 0 || width_ > kLargestSide || height_ > kLargestSide) {
    return base::fail(DeviceError::format, fmt::format("{} ({}): gives {} {}x{}; {}", path_, card_, name_of(fourcc_), width_, height_,
                                                       advice(DeviceError::format)));
  }
  return {};
}

V4l2Camera::Done V4l2Camera::map_buffers() {
  auto request = zeroed<v4l2_requestbuffers>();
  request.count = kBuffers;
  request.type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
  request.memory = V4L2_MEMORY_MMAP;
  if (const int error = device_->control(VIDIOC_REQBUFS, &request); error != 0) return fail_with(error, "ask for buffers");
  if (request.count < 2) return base::fail(DeviceError::format, fmt::format("{} ({}): gives {} buffers, 2 are needed", path_, card_, request.count));
  for (std::uint32_t i = 0; i < request.count; ++i) {
    auto buffer = empty_buffer(i);
    if (const int error = device_->control(VIDIOC_QUERYBUF, &buffer); error != 0) return fail_with(error, "ask for a buffer");
    Buffer mapped;
    if (const int error = device_->map(buffer.length, buffer.m.offset, mapped.memory); error != 0) return fail_with(error, "map a buffer");
    mapped.length = buffer.length;
    buffers_.push_back(mapped);
  }
  return {};
}

V4l2Camera::Done V4l2Camera::start() {
  for (std::uint32_t i = 0; i < buffers_.size(); ++i) {
    if (const int error = give_back(i); error != 0) return fail_with(error, "queue a buffer");
  }
  int type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
  if (const int error = device_->control(VIDIOC_STREAMON, &type); error != 0) return fail_with(error, "start the pictures");
  streaming_ = true;
  any_frame_ = false;
  errors_in_a_row_ = 0;
  return {};
}

int V4l2Camera::give_back(std::uint32_t index) {
  auto buffer = empty_buffer(index);
  return device_->control(VIDIOC_QBUF, &buffer);
}

// Frames that the driver counted but never gave.
void V4l2Camera::note_gap(std::uint32_t sequence) {
  if (any_frame_ && sequence > last_sequence_ + 1) counts_.skipped += sequence - last_sequence_ - 1;
  any_frame_ = true;
  last_sequence_ = sequence;
}

// Empties the queue down to its newest good frame, giving the others back. Damaged and old ones are counted and dropped.
int V4l2Camera::take_newest(Filled& newest, bool& found) {
  found = false;
  const auto drop = [&](std::uint32_t index, std::uint64_t& counter) {
    ++counter;
    return give_back(index);
  };
  for (;;) {
    auto buffer = empty_buffer();
    const int error = device_->control(VIDIOC_DQBUF, &buffer);
    if (error == EAGAIN) return 0;
    if (error != 0) return found && error == EIO ? 0 : error;
    if (buffer.index >= buffers_.size()) return EINVAL;
    note_gap(buffer.sequence);
    const scan::MonoTime now = now_();
    const scan::MonoTime taken = std::min(time_of(buffer, now), now);
    int failed = 0;
    if ((buffer.flags & V4L2_BUF_FLAG_ERROR) != 0 || buffer.bytesused == 0) {
      ++errors_in_a_row_;
      failed = drop(buffer.index, counts_.damaged);
    } else if (now - taken > kStale) {
      failed = drop(buffer.index, counts_.skipped);
    } else {
      if (found) failed = drop(newest.index, counts_.skipped);
      newest = {buffer.index, buffer.bytesused, buffer.sequence, taken};
      found = true;
    }
    if (failed != 0) return failed;
  }
}

base::Result<void, DeviceError> V4l2Camera::next(scan::Frame& out, scan::MonoTime deadline) {
  if (!streaming_) return fail_with(ENODEV, "not open");
  for (;;) {
    const auto left = std::chrono::ceil<Millis>(deadline - now_());
    const int waited = device_->wait(std::max(left, Millis{0}));
    if (waited == EAGAIN && left <= Millis{0}) return base::fail(DeviceError::timeout, fmt::format("{}: no picture in time", path_));
    if (waited == EAGAIN) continue;
    if (waited != 0) return fail_with(waited, "wait for a picture");
    Filled filled;
    bool found = false;
    const int error = take_newest(filled, found);
    if (error == EIO) ++errors_in_a_row_;  // a lost USB packet; the stream goes on
    else if (error != 0) return fail_with(error, "take a picture");
    if (errors_in_a_row_ > kMostErrorsInARow) {
      return base::fail(DeviceError::unplugged, fmt::format("{} ({}): only damaged pictures; check its cable, it is opened again", path_, card_));
    }
    if (!found) {
      if (now_() >= deadline) return base::fail(DeviceError::timeout, fmt::format("{}: no picture in time", path_));
      continue;
    }
    const bool whole = to_grey(filled, out.grey);
    if (const int failed = give_back(filled.index); failed != 0) return fail_with(failed, "queue a buffer");
    if (!whole) {
      ++counts_.damaged;
      ++errors_in_a_row_;
      continue;
    }
    errors_in_a_row_ = 0;
    ++counts_.frames;
    out.taken = filled.taken;
    out.sequence = filled.sequence;
    return {};
  }
}

bool V4l2Camera::to_grey(const Filled& filled, image::GreyImage& grey) {
  const Buffer& buffer = buffers_[filled.index];
  const auto bytes = static_cast<std::uint32_t>(std::min<std::size_t>(filled.bytes, buffer.length));
  if (is_jpeg(fourcc_)) return jpeg_.decode({buffer.memory, bytes}, path_, grey).has_value();
  return planar_to_grey(buffer, bytes, fourcc_ == V4L2_PIX_FMT_YUYV ? 2 : 1, grey);
}

// Brightness is every `step`-th byte of each row.
bool V4l2Camera::planar_to_grey(const Buffer& buffer, std::uint32_t bytes, std::uint32_t step, image::GreyImage& grey) const {
  const std::size_t needed = static_cast<std::size_t>(stride_) * (height_ - 1) + static_cast<std::size_t>(width_) * step;
  if (bytes < needed) return false;
  grey.resize(static_cast<int>(width_), static_cast<int>(height_));
  for (std::uint32_t y = 0; y < height_; ++y) {
    const std::uint8_t* from = buffer.memory + static_cast<std::size_t>(stride_) * y;
    std::uint8_t* to = grey.row(static_cast<int>(y));
    if (step == 1) std::memcpy(to, from, width_);
    else for (std::uint32_t x = 0; x < width_; ++x) to[x] = from[2 * x];
  }
  return true;
}

void V4l2Camera::close() {
  if (!open_) return;
  int type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
  if (streaming_) (void)device_->control(VIDIOC_STREAMOFF, &type);
  for (const Buffer& buffer : buffers_) device_->unmap(buffer.memory, buffer.length);
  buffers_.clear();
  device_->close();
  streaming_ = false;
  open_ = false;
}

std::string V4l2Camera::describe() const {
  if (!open_) return path_;
  return fmt::format("{} ({}), {} {}x{}", path_, card_, name_of(fourcc_), width_, height_);
}

}  // namespace openday::device
