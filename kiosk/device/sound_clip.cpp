#include "kiosk/device/sound_clip.h"

#include <memory>
#include <string>

#include <SDL.h>
#include <fmt/core.h>

#include "kiosk/base/file.h"

namespace openday::device {

namespace {

constexpr int kLeastRate = 4'000, kMostRate = 192'000, kMostChannels = 8;

struct LoadedWav {
  SDL_AudioSpec spec{};
  Uint8* bytes = nullptr;
  Uint32 length = 0;
  LoadedWav() = default;
  ~LoadedWav() { SDL_FreeWAV(bytes); }
  LoadedWav(const LoadedWav&) = delete;
  LoadedWav& operator=(const LoadedWav&) = delete;
};

std::string said(std::string_view name, std::string_view why) {
  return fmt::format("{}: {}; expected a WAV file (PCM or float, {} to {} Hz, at most {} s)", name, why, kLeastRate, kMostRate, kMostClipSeconds);
}

// The chunks of the RIFF container up to the samples lie within the file. SDL takes room for as much as a head promises: up to 4 GB.
bool chunks_fit(std::string_view bytes) {
  constexpr std::size_t kRiffHead = 12, kChunkHead = 8;
  const auto size_at = [&](std::size_t at) {
    std::size_t out = 0;
    for (std::size_t i = 4; i-- > 0;) out = out << 8 | static_cast<unsigned char>(bytes[at + i]);
    return out;
  };
  for (std::size_t at = kRiffHead; at + kChunkHead <= bytes.size();) {
    const std::size_t size = size_at(at + 4), left = bytes.size() - at - kChunkHead;
    if (size > left) return false;
    if (bytes.substr(at, 4) == "data") return true;
    at += kChunkHead + size + size % 2;   // padded to even
  }
  return true;   // no samples: SDL says so
}

// SDL's reason without the line breaks that would tear the log.
std::string sdl_reason() {
  const std::string text = SDL_GetError();
  return text.empty() ? "not a WAV file" : text.substr(0, text.find('\n'));
}

base::Result<Clip, ClipError> convert(const LoadedWav& wav, std::string_view name) {
  const std::unique_ptr<SDL_AudioStream, decltype(&SDL_FreeAudioStream)> stream(
      SDL_NewAudioStream(wav.spec.format, wav.spec.channels, wav.spec.freq, AUDIO_S16SYS, 1, kSoundRate), SDL_FreeAudioStream);
  // SDL's resampler keeps its last 20 ms to itself: what it keeps shall be silence.
  const auto frame = static_cast<std::size_t>(SDL_AUDIO_BITSIZE(wav.spec.format)) / 8 * wav.spec.channels;
  const std::vector<Uint8> rest(wav.spec.freq == kSoundRate ? 0 : frame * static_cast<std::size_t>(wav.spec.freq) / 20, wav.spec.silence);
  if (!stream || SDL_AudioStreamPut(stream.get(), wav.bytes, static_cast<int>(wav.length)) != 0 ||
      (!rest.empty() && SDL_AudioStreamPut(stream.get(), rest.data(), static_cast<int>(rest.size())) != 0) || SDL_AudioStreamFlush(stream.get()) != 0)
    return base::fail(ClipError::bad, said(name, sdl_reason()));
  const int available = SDL_AudioStreamAvailable(stream.get());
  if (available < static_cast<int>(sizeof(std::int16_t))) return base::fail(ClipError::bad, said(name, "nothing in it"));
  auto samples = std::make_shared<std::vector<std::int16_t>>(static_cast<std::size_t>(available) / sizeof(std::int16_t));
  const int got = SDL_AudioStreamGet(stream.get(), samples->data(), static_cast<int>(samples->size() * sizeof(std::int16_t)));
  if (got <= 0) return base::fail(ClipError::bad, said(name, sdl_reason()));
  samples->resize(static_cast<std::size_t>(got) / sizeof(std::int16_t));
  return samples;
}

}  // namespace

base::Result<Clip, ClipError> parse_wav(std::string_view bytes, std::string_view name) {
  if (!chunks_fit(bytes)) return base::fail(ClipError::bad, said(name, "cut short: its head promises more than there is"));
  LoadedWav wav;
  SDL_ClearError();
  SDL_RWops* source = SDL_RWFromConstMem(bytes.data(), static_cast<int>(bytes.size()));
  if (!source || !SDL_LoadWAV_RW(source, 1, &wav.spec, &wav.bytes, &wav.length)) return base::fail(ClipError::bad, said(name, sdl_reason()));
  if (wav.spec.freq < kLeastRate || wav.spec.freq > kMostRate) return base::fail(ClipError::bad, said(name, fmt::format("{} Hz", wav.spec.freq)));
  if (wav.spec.channels < 1 || wav.spec.channels > kMostChannels) return base::fail(ClipError::bad, said(name, fmt::format("{} channels", wav.spec.channels)));
  const std::size_t frame = static_cast<std::size_t>(SDL_AUDIO_BITSIZE(wav.spec.format)) / 8 * wav.spec.channels;
  if (wav.length < frame) return base::fail(ClipError::bad, said(name, "nothing in it"));
  if (wav.length / frame > static_cast<std::size_t>(wav.spec.freq) * kMostClipSeconds) return base::fail(ClipError::bad, said(name, "too long"));
  return convert(wav, name);
}

base::Result<Clip, ClipError> read_wav(const std::filesystem::path& file) {
  const auto bytes = base::read_file(file, kMostWavBytes);
  if (bytes) return parse_wav(*bytes, file.string());
  return base::fail(bytes.error().kind == base::FileError::missing ? ClipError::missing : ClipError::unreadable, bytes.error().what);
}

}  // namespace openday::device
