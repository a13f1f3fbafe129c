// The disk under a folder: room, whether it takes writes and how long one needs to be safe, and how worn it says it is. Blocks for as long
// as the disk does: never on the thread of the screen.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace openday::device {

// What of a disk's own health can be read without root: flash that is soldered in (eMMC) tells its wear through sysfs; SMART of a SATA or
// NVMe disk is root's alone.
enum class DiskHealth { unreadable, known };

struct DiskReport {
  bool found = false;                              // the folder is there; else nothing below counts
  std::uint64_t free = 0, total = 0;               // bytes; free: for this program
  bool read_only = false;                          // mounted so, or the kernel made it so after an error
  std::string write_error;                         // the system's reason; empty: a block was written and is on the disk
  std::chrono::milliseconds write_time{};          // until it was
  DiskHealth health = DiskHealth::unreadable;
  int worn_percent = 0;                            // of its life, in steps of ten, rounded up (JESD84-B51, EXT_CSD 268 and 269)
  bool spare_low = false;                          // eMMC's PRE_EOL_INFO: 80 % of its spare blocks are used
};

// `sysfs`: /sys; tests have their own.
[[nodiscard]] DiskReport probe_disk(const std::filesystem::path& folder, const std::filesystem::path& sysfs = "/sys");

}  // namespace openday::device
