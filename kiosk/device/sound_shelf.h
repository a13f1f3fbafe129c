// Clips by name: the office's recording where there is a good one, else the built-in. Each fault is said once. One thread.
#pragma once

#include <filesystem>
#include <map>
#include <set>
#include <string>

#include "kiosk/device/sound_clip.h"

namespace openday::device {

class SoundShelf {
 public:
  SoundShelf(std::filesystem::path built_in, std::filesystem::path recordings);
  // Null when there is none. Effects stay in memory; a prompt (a name with a folder) is read when it is spoken and forgotten after.
  [[nodiscard]] Clip find(const std::string& name);
  [[nodiscard]] std::size_t bytes_kept() const;

 private:
  Clip load(const std::string& name);
  void complain(const std::string& what);

  const std::filesystem::path built_in_, recordings_;
  std::map<std::string, Clip> effects_;
  std::set<std::string> said_;
};

}  // namespace openday::device
