#include "kiosk/device/disk_probe.h"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <system_error>

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include <fmt/format.h>

#include "kiosk/base/file.h"
#include "kiosk/base/unique_fd.h"

namespace openday::device {

namespace fs = std::filesystem;

namespace {

constexpr const char* kProbe = ".self-test";     // in the folder, removed at once

std::string reason() { return std::generic_category().message(errno); }

// One block, then fsync: what every record waits for.
void write_probe(const fs::path& folder, DiskReport& out) {
  const fs::path file = folder / kProbe;
  const auto begin = std::chrono::steady_clock::now();
  const base::UniqueFd fd(open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600));
  const std::string block(4096, 'x');
  if (fd.get() < 0 || write(fd.get(), block.data(), block.size()) != static_cast<ssize_t>(block.size()) || fsync(fd.get()) != 0) out.write_error = reason();
  out.write_time = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - begin);
  if (fd.get() >= 0) unlink(file.c_str());
}

// "0x01 0x03": two kinds of cells; the more worn one counts. A value of n: up to 10 n percent of its life; 0x0B: past it.
int worn(const std::string& text) {
  int most = 0;
  const char* at = text.c_str();
  for (char* end = nullptr;; at = end) {
    const long value = std::strtol(at, &end, 16);
    if (end == at) break;
    most = std::max(most, static_cast<int>(std::clamp(value, 0L, 11L)));
  }
  return 10 * most;
}

// A partition's own folder lies within its disk's; only the disk has a `device`.
fs::path device_of(const fs::path& sysfs, dev_t device) {
  std::error_code ignored;
  const fs::path block = fs::canonical(sysfs / "dev/block" / fmt::format("{}:{}", major(device), minor(device)), ignored);
  if (block.empty()) return {};
  return fs::exists(block / "device", ignored) ? block / "device" : block.parent_path() / "device";
}

void read_health(const fs::path& device, DiskReport& out) {
  if (device.empty()) return;
  const auto life = base::read_file(device / "life_time", 64);
  if (!life || worn(*life) == 0) return;   // 0: not defined
  out.health = DiskHealth::known;
  out.worn_percent = worn(*life);
  const auto spare = base::read_file(device / "pre_eol_info", 64);
  out.spare_low = spare && std::strtol(spare->c_str(), nullptr, 16) >= 2;   // 1 normal, 2 warning, 3 urgent
}

}  // namespace

DiskReport probe_disk(const fs::path& folder, const fs::path& sysfs) {
  DiskReport out;
  struct statvfs space {};
  struct stat what {};
  if (statvfs(folder.c_str(), &space) != 0 || stat(folder.c_str(), &what) != 0) {
    out.write_error = reason();
    return out;
  }
  out.found = true;
  out.free = static_cast<std::uint64_t>(space.f_bavail) * space.f_frsize;
  out.total = static_cast<std::uint64_t>(space.f_blocks) * space.f_frsize;
  out.read_only = (space.f_flag & ST_RDONLY) != 0;
  write_probe(folder, out);
  read_health(device_of(sysfs, what.st_dev), out);
  return out;
}

}  // namespace openday::device
