#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>

#include <SDL.h>

#include "kiosk/device/sound_clip.h"
#include "kiosk/device/sound_output.h"

namespace openday::device {

namespace {

namespace fs = std::filesystem;

constexpr Uint16 kDriverSamples = 512;   // 23 ms: a tap is heard with the finger

bool has_playback_node(const fs::path& folder) {
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(folder, ignored)) {
    const std::string name = entry.path().filename();
    if (name.starts_with("pcm") && name.ends_with("p")) return true;
  }
  return false;
}

bool has_sound_server() {
  std::error_code ignored;
  const char* run = std::getenv("XDG_RUNTIME_DIR");
  return std::getenv("PULSE_SERVER") || (run && (fs::exists(fs::path(run) / "pulse/native", ignored) || fs::exists(fs::path(run) / "pipewire-0", ignored)));
}

// libasound prints a page of complaints when it is asked without a card: it is not asked.
bool nobody_to_ask() {
  const char* driver = std::getenv("SDL_AUDIODRIVER");
  const std::string_view name = driver ? driver : "";
  if (!name.empty() && name != "alsa") return false;
  return !has_playback_node("/dev/snd") && (name == "alsa" || !has_sound_server());
}

class SdlOutput : public SoundOutput {
 public:
  SdlOutput() {
    for (const Uint32 event : {SDL_AUDIODEVICEADDED, SDL_AUDIODEVICEREMOVED}) SDL_EventState(event, SDL_IGNORE);   // they would wake the window
  }
  ~SdlOutput() override { close(); }

  base::Result<void, OutputError> open(Fill fill) override {
    close();
    if (nobody_to_ask()) return base::fail(OutputError::no_card, "no sound card (/dev/snd has no playback device)");
    // Not SDL_InitSubSystem: it counts up the window's event system as well, from another thread.
    if (SDL_AudioInit(std::getenv("SDL_AUDIODRIVER")) != 0) return base::fail(OutputError::failed, std::string("no sound driver could be started: ") + SDL_GetError());
    up_ = true;
    fill_ = std::move(fill);
    SDL_AudioSpec want{};
    want.freq = kSoundRate;
    want.format = AUDIO_S16SYS;
    want.channels = 1;
    want.samples = kDriverSamples;
    want.callback = [](void* self, Uint8* bytes, int length) {
      static_cast<SdlOutput*>(self)->fill_({reinterpret_cast<std::int16_t*>(bytes), static_cast<std::size_t>(length) / sizeof(std::int16_t)});
    };
    want.userdata = this;
    device_ = SDL_OpenAudioDevice(nullptr, 0, &want, nullptr, 0);
    if (device_ == 0) {
      const std::string why = SDL_GetError();
      close();
      return base::fail(OutputError::failed, "the sound device could not be opened: " + why);
    }
    SDL_PauseAudioDevice(device_, 0);
    return {};
  }

  bool alive() override { return device_ != 0 && SDL_GetAudioDeviceStatus(device_) == SDL_AUDIO_PLAYING; }

  void close() override {
    if (device_ != 0) SDL_CloseAudioDevice(std::exchange(device_, 0));
    if (std::exchange(up_, false)) SDL_AudioQuit();
  }

 private:
  SDL_AudioDeviceID device_ = 0;
  bool up_ = false;
  Fill fill_;
};

}  // namespace

std::unique_ptr<SoundOutput> make_sdl_output() { return std::make_unique<SdlOutput>(); }

}  // namespace openday::device
