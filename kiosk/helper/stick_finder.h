// Which block device is the stick: a partition of a removable disk (or one on USB), or such a disk without partitions, that is neither
// mounted nor held by another layer. Read from sysfs and from the first bytes of the device. Pure but for the files it reads.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace openday::helper {

struct StickDevice {
  std::string name;       // sdb1
  std::string numbers;    // 8:17, as sysfs and mountinfo write them
  bool operator==(const StickDevice&) const = default;
};

// `sys`: /sys/class/block; `mountinfo`: the text of /proc/self/mountinfo. By name.
[[nodiscard]] std::vector<StickDevice> find_sticks(const std::filesystem::path& sys, std::string_view mountinfo);

inline constexpr std::size_t kProbeBytes = 2048;
// "vfat", "exfat", "ext4"; nothing for any other. By the boot sector (Microsoft's FAT and exFAT specifications) and ext4's superblock.
[[nodiscard]] std::optional<std::string> file_system_of(std::string_view first_bytes);

}  // namespace openday::helper
