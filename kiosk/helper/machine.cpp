#include "kiosk/helper/machine.h"

#include <cerrno>
#include <cstring>
#include <ctime>
#include <fstream>
#include <iterator>
#include <utility>

#include <fcntl.h>
#include <linux/rtc.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <unistd.h>

#include <fmt/format.h>

#include "kiosk/base/unique_fd.h"

namespace openday::helper {
namespace {

namespace fs = std::filesystem;

constexpr unsigned long kNoSymbolicLinks = 256;   // MS_NOSYMFOLLOW, Linux 5.10; Debian 12's header of glibc does not name it
constexpr unsigned long kFlags = MS_NOSUID | MS_NODEV | MS_NOEXEC | MS_NOATIME | kNoSymbolicLinks;

tl::unexpected<base::Failure<MachineError>> failure(std::string_view what) {
  const int code = errno;
  return base::fail(code == EBUSY ? MachineError::busy : MachineError::failed, fmt::format("{}: {}", what, std::strerror(code)));
}

std::string whole(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

class Linux final : public Machine {
 public:
  Linux(MachinePaths paths, uid_t owner, gid_t group) : paths_(std::move(paths)), owner_(owner), group_(group) {}

  std::vector<StickDevice> sticks() override { return find_sticks(paths_.sys, whole("/proc/self/mountinfo")); }

  MachineResult<std::string> first_bytes(const StickDevice& device) override {
    const base::UniqueFd in(::open((paths_.dev / device.name).c_str(), O_RDONLY | O_CLOEXEC));
    if (!in) return failure(device.name);
    std::string out(kProbeBytes, '\0');
    const ssize_t got = ::pread(in.get(), out.data(), out.size(), 0);
    if (got < 0) return failure(device.name);
    out.resize(static_cast<std::size_t>(got));
    return out;
  }

  bool mounted() override {
    const std::string info = whole("/proc/self/mountinfo");
    return info.find(" " + paths_.stick.string() + " ") != std::string::npos;
  }

  MachineResult<void> mount(const StickDevice& device, const std::string& file_system) override {
    std::error_code error;
    fs::create_directories(paths_.stick, error);
    const std::string options = mount_options(file_system, owner_, group_);
    const fs::path node = paths_.dev / device.name;
    if (::mount(node.c_str(), paths_.stick.c_str(), file_system.c_str(), kFlags, options.c_str()) == 0) return {};
    if (errno != EROFS && errno != EACCES) return failure(device.name);
    // Its lock is on: reading still goes.
    if (::mount(node.c_str(), paths_.stick.c_str(), file_system.c_str(), kFlags | MS_RDONLY, options.c_str()) != 0) return failure(device.name);
    return {};
  }

  MachineResult<void> unmount(bool now) override {
    if (const base::UniqueFd folder(::open(paths_.stick.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)); folder && !now && ::syncfs(folder.get()) != 0) return failure(paths_.stick.string());
    if (::umount2(paths_.stick.c_str(), UMOUNT_NOFOLLOW | (now ? MNT_DETACH : 0)) != 0) return failure(paths_.stick.string());
    return {};
  }

  MachineResult<void> set_clock(base::Instant at) override {
    const auto ms = at.time_since_epoch().count();
    timespec time{ms / 1000, static_cast<long>(ms % 1000) * 1'000'000};
    if (::clock_settime(CLOCK_REALTIME, &time) != 0) return failure("clock_settime");
    set_battery_clock(time.tv_sec);
    return {};
  }

 private:
  // A box without one simply asks again after the next start.
  void set_battery_clock(time_t seconds) const {
    const base::UniqueFd clock(::open((paths_.dev / "rtc0").c_str(), O_RDWR | O_CLOEXEC));
    if (!clock) return;
    std::tm utc{};
    ::gmtime_r(&seconds, &utc);
    rtc_time time{};
    time.tm_sec = utc.tm_sec;
    time.tm_min = utc.tm_min;
    time.tm_hour = utc.tm_hour;
    time.tm_mday = utc.tm_mday;
    time.tm_mon = utc.tm_mon;
    time.tm_year = utc.tm_year;
    ::ioctl(clock.get(), RTC_SET_TIME, &time);
  }

  MachinePaths paths_;
  uid_t owner_;
  gid_t group_;
};

}  // namespace

std::string mount_options(std::string_view file_system, uid_t owner, gid_t group) {
  if (file_system == "vfat") return fmt::format("uid={},gid={},fmask=0177,dmask=0077,utf8,errors=remount-ro", owner, group);
  if (file_system == "exfat") return fmt::format("uid={},gid={},fmask=0177,dmask=0077,iocharset=utf8,errors=remount-ro", owner, group);
  return "errors=remount-ro";   // ext4 keeps its own owners
}

std::unique_ptr<Machine> make_machine(MachinePaths paths, uid_t owner, gid_t group) { return std::make_unique<Linux>(std::move(paths), owner, group); }

}  // namespace openday::helper
