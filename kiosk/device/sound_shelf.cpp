#include "kiosk/device/sound_shelf.h"

#include <utility>

#include "kiosk/base/log.h"

namespace openday::device {

SoundShelf::SoundShelf(std::filesystem::path built_in, std::filesystem::path recordings) : built_in_(std::move(built_in)), recordings_(std::move(recordings)) {
  std::error_code ignored;
  if (!recordings_.empty() && !std::filesystem::is_directory(recordings_, ignored))
    complain(recordings_.string() + ": no such folder, named by [sound] recordings in kiosk.toml; the built-in sounds are used");
}

Clip SoundShelf::find(const std::string& name) {
  if (const auto kept = effects_.find(name); kept != effects_.end()) return kept->second;
  Clip clip = load(name);
  if (clip && name.find('/') == std::string::npos) effects_.emplace(name, clip);
  return clip;
}

Clip SoundShelf::load(const std::string& name) {
  if (!recordings_.empty()) {
    auto recording = read_wav(recordings_ / (name + ".wav"));
    if (recording) return *recording;
    if (recording.error().kind != ClipError::missing) complain(recording.error().what + "; the built-in sound is used");
  }
  auto own = read_wav(built_in_ / (name + ".wav"));
  if (own) return *own;
  complain(own.error().what + "; nothing is heard in its place");
  return nullptr;
}

void SoundShelf::complain(const std::string& what) {
  if (said_.insert(what).second) base::log_warning("{}", what);
}

std::size_t SoundShelf::bytes_kept() const {
  std::size_t sum = 0;
  for (const auto& [name, clip] : effects_) sum += clip->size() * sizeof(std::int16_t);
  return sum;
}

}  // namespace openday::device
