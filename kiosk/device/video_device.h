// The five system calls of a V4L2 device behind an interface, so that tests script what a driver answers (EAGAIN, ENODEV in
// mid-stream, gaps, short buffers). Results are 0 or a positive errno. One thread.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

namespace openday::device {

class VideoDevice {
 public:
  virtual ~VideoDevice() = default;
  [[nodiscard]] virtual int open(const std::string& path) = 0;  // O_RDWR | O_NONBLOCK
  virtual void close() = 0;
  [[nodiscard]] virtual int control(unsigned long request, void* argument) = 0;  // ioctl(2), repeated on EINTR
  [[nodiscard]] virtual int map(std::size_t length, std::int64_t offset, const std::uint8_t*& memory) = 0;
  virtual void unmap(const std::uint8_t* memory, std::size_t length) = 0;
  // 0 readable, EAGAIN when the time ran out, else the error (POLLERR and POLLHUP are ENODEV).
  [[nodiscard]] virtual int wait(std::chrono::milliseconds limit) = 0;
};

[[nodiscard]] std::unique_ptr<VideoDevice> make_video_device();

}  // namespace openday::device
