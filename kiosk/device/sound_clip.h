// One recording in memory, as the mixer needs it. WAV files are read by SDL; a file of the office may be anything.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string_view>
#include <vector>

#include "kiosk/base/result.h"

namespace openday::device {

inline constexpr int kSoundRate = 22'050;                       // samples a second, one channel, 16 bits: what espeak-ng speaks in
inline constexpr std::size_t kMostWavBytes = 16u << 20;         // a minute in studio quality
inline constexpr int kMostClipSeconds = 60;

using Clip = std::shared_ptr<const std::vector<std::int16_t>>;  // never null, never empty

enum class ClipError { missing, unreadable, bad };              // unreadable: the system's reason; bad: not a WAV, or one we cannot play

// Any rate, number of channels and sample format that SDL_LoadWAV knows. `what` names `name` and what is expected.
[[nodiscard]] base::Result<Clip, ClipError> parse_wav(std::string_view bytes, std::string_view name);
[[nodiscard]] base::Result<Clip, ClipError> read_wav(const std::filesystem::path& file);

}  // namespace openday::device
