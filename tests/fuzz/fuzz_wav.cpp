// An office's recording may be any file: no crash, a refusal that names it, or a clip that is neither empty nor longer than a minute.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "kiosk/device/sound_clip.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace openday::device;
  constexpr std::size_t kSecondsBehind = 1;   // silence with which the resampler's last samples come out
  const auto clip = parse_wav({reinterpret_cast<const char*>(data), size}, "fuzz.wav");
  if (!clip) return clip.error().what.starts_with("fuzz.wav: ") ? 0 : (std::abort(), 0);
  if ((*clip)->empty() || (*clip)->size() > (kMostClipSeconds + kSecondsBehind) * kSoundRate) std::abort();
  return 0;
}
