#include "kiosk/helper/stick_finder.h"

#include <algorithm>
#include <fstream>
#include <sstream>

namespace openday::helper {
namespace {

namespace fs = std::filesystem;

std::string line_of(const fs::path& file) {
  std::ifstream in(file);
  std::string out;
  std::getline(in, out);
  return out;
}

// Field 3 of a line of mountinfo, proc(5).
bool is_mounted(std::string_view mountinfo, const std::string& numbers) { return mountinfo.find(" " + numbers + " ") != std::string_view::npos; }

bool is_held(const fs::path& device) {
  std::error_code error;
  const fs::directory_iterator holders(device / "holders", error);
  return !error && holders != fs::directory_iterator();
}

// The kernel says removable of sticks and card readers; a disk in a case on USB says 0, but lies under the USB bus.
bool comes_and_goes(const fs::path& disk) { return line_of(disk / "removable") == "1" || disk.string().find("/usb") != std::string::npos; }

bool has_partitions(const fs::path& disk, const std::string& name) {
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(disk, error))
    if (entry.path().filename().string().starts_with(name) && fs::exists(entry.path() / "partition")) return true;
  return false;
}

}  // namespace

std::vector<StickDevice> find_sticks(const fs::path& sys, std::string_view mountinfo) {
  std::vector<StickDevice> out;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(sys, error)) {
    const fs::path device = fs::canonical(entry.path(), error);
    if (error) continue;
    const std::string name = entry.path().filename().string();
    const bool partition = fs::exists(device / "partition");
    const fs::path disk = partition ? device.parent_path() : device;
    if (!fs::exists(disk / "removable") || !comes_and_goes(disk) || (!partition && has_partitions(disk, name))) continue;
    const std::string numbers = line_of(device / "dev"), size = line_of(device / "size");
    if (numbers.empty() || size.empty() || size == "0" || is_mounted(mountinfo, numbers) || is_held(device)) continue;
    out.push_back({name, numbers});
  }
  std::ranges::sort(out, {}, &StickDevice::name);
  return out;
}

std::optional<std::string> file_system_of(std::string_view bytes) {
  const auto at = [&](std::size_t offset, std::string_view mark) { return bytes.size() >= offset + mark.size() && bytes.substr(offset, mark.size()) == mark; };
  if (at(3, "EXFAT   ")) return "exfat";
  if (at(510, "\x55\xAA") && (at(82, "FAT32   ") || at(54, "FAT16   ") || at(54, "FAT12   "))) return "vfat";
  if (at(1024 + 56, "\x53\xEF")) return "ext4";
  return std::nullopt;
}

}  // namespace openday::helper
