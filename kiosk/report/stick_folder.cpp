// StickFolder on a mounted folder.
#include <cerrno>
#include <cstring>
#include <utility>

#include <fcntl.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "kiosk/base/unique_fd.h"
#include "kiosk/report/stick.h"

namespace openday::report {
namespace {

namespace fs = std::filesystem;

tl::unexpected<base::Failure<StickError>> system_failure(int code) {
  const auto kind = [code] {
    switch (code) {
      case ENOSPC: case EDQUOT: case EFBIG: return StickError::full;
      case EROFS: case EACCES: case EPERM: return StickError::read_only;
      case EIO: case ENODEV: case ENXIO: case ENOENT: case ESHUTDOWN: case ECONNABORTED: case ENOTCONN: return StickError::gone;
      default: return StickError::broken;
    }
  };
  return base::fail(kind(), std::strerror(code));
}

class Mounted final : public StickFolder {
 public:
  explicit Mounted(fs::path folder) : folder_(std::move(folder)) {}

  StickResult<std::uint64_t> free_bytes() override {
    struct statvfs about {};
    if (::statvfs(folder_.c_str(), &about) != 0) return system_failure(errno);
    if ((about.f_flag & ST_RDONLY) != 0) return system_failure(EROFS);
    return static_cast<std::uint64_t>(about.f_bavail) * about.f_frsize;
  }

  StickResult<void> begin(const std::string& name) override {
    out_.reset(::open((folder_ / name).c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600));
    if (!out_) return system_failure(errno);
    return {};
  }

  StickResult<void> write(std::string_view bytes) override {
    while (!bytes.empty()) {
      const ssize_t done = ::write(out_.get(), bytes.data(), bytes.size());
      if (done < 0 && errno == EINTR) continue;
      if (done < 0) return system_failure(errno);
      bytes.remove_prefix(static_cast<std::size_t>(done));
    }
    return {};
  }

  StickResult<void> finish() override {
    if (::fsync(out_.get()) != 0) return system_failure(errno);
    ::posix_fadvise(out_.get(), 0, 0, POSIX_FADV_DONTNEED);   // so that reading back asks the device
    out_.reset();
    return {};
  }

  StickResult<std::string> read(const std::string& name, std::uint64_t at, std::size_t most) override {
    const base::UniqueFd in(::open((folder_ / name).c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC));
    if (!in) return system_failure(errno);
    std::string out(most, '\0');
    std::size_t got = 0;
    while (got < most) {
      const ssize_t done = ::pread(in.get(), out.data() + got, most - got, static_cast<off_t>(at + got));
      if (done < 0 && errno == EINTR) continue;
      if (done < 0) return system_failure(errno);
      if (done == 0) break;
      got += static_cast<std::size_t>(done);
    }
    out.resize(got);
    return out;
  }

  StickResult<void> rename(const std::string& from, const std::string& to) override {
    if (::rename((folder_ / from).c_str(), (folder_ / to).c_str()) != 0) return system_failure(errno);
    const base::UniqueFd folder(::open(folder_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!folder) return system_failure(errno);
    // Some file systems of sticks (exfat over FUSE) cannot sync a folder; unmounting does it for them.
    if (::fsync(folder.get()) != 0 && errno != EINVAL && errno != ENOSYS && errno != ENOTSUP) return system_failure(errno);
    return {};
  }

  void remove(const std::string& name) override {
    out_.reset();
    ::unlink((folder_ / name).c_str());
  }

 private:
  fs::path folder_;
  base::UniqueFd out_;
};

}  // namespace

std::unique_ptr<StickFolder> open_stick_folder(fs::path folder) { return std::make_unique<Mounted>(std::move(folder)); }

}  // namespace openday::report
