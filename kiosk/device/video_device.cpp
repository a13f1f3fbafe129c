#include "kiosk/device/video_device.h"

#include <cerrno>

#include <fcntl.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/mman.h>

#include "kiosk/base/unique_fd.h"

namespace openday::device {
namespace {

class LinuxVideoDevice final : public VideoDevice {
 public:
  int open(const std::string& path) override {
    fd_.reset(::open(path.c_str(), O_RDWR | O_NONBLOCK | O_CLOEXEC));
    return fd_ ? 0 : errno;
  }

  void close() override { fd_.reset(); }

  int control(unsigned long request, void* argument) override {
    for (;;) {
      if (::ioctl(fd_.get(), request, argument) >= 0) return 0;
      if (errno != EINTR) return errno;
    }
  }

  int map(std::size_t length, std::int64_t offset, const std::uint8_t*& memory) override {
    void* at = ::mmap(nullptr, length, PROT_READ | PROT_WRITE, MAP_SHARED, fd_.get(), offset);
    if (at == MAP_FAILED) return errno;
    memory = static_cast<const std::uint8_t*>(at);
    return 0;
  }

  void unmap(const std::uint8_t* memory, std::size_t length) override { ::munmap(const_cast<std::uint8_t*>(memory), length); }

  int wait(std::chrono::milliseconds limit) override {
    pollfd watched{fd_.get(), POLLIN, 0};
    const int ready = ::poll(&watched, 1, static_cast<int>(limit.count()));
    if (ready < 0) return errno == EINTR ? EAGAIN : errno;
    if (ready == 0) return EAGAIN;
    return (watched.revents & POLLIN) != 0 ? 0 : ENODEV;
  }

 private:
  base::UniqueFd fd_;
};

}  // namespace

std::unique_ptr<VideoDevice> make_video_device() { return std::make_unique<LinuxVideoDevice>(); }

}  // namespace openday::device
