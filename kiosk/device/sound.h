// What the kiosk lets people hear: short effects and spoken prompts, named by their files without ".wav" ("bell", "zh/home").
// Asking for a sound costs the caller nothing and never fails: a thread of its own reads, opens and plays; without a sound card the
// kiosk goes on silent. Main thread.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace openday::device {

// Both may be heard at once; within one, what comes cuts what is. A voice begins when no effect sounds.
enum class Channel { effect, voice };

// closed: nothing has sounded yet, or not for a while; no_card: the last sound found none.
enum class SoundState { off, closed, open, no_card };

class Sound {
 public:
  virtual ~Sound() = default;
  virtual void play(Channel channel, std::vector<std::string> clips) = 0;   // one after the other; a missing one is left out
  virtual void stop(Channel channel) = 0;
  virtual void set_volume(int percent) = 0;                                 // 0..100, of what was recorded
  [[nodiscard]] virtual SoundState state() const = 0;                       // as the player's thread saw it last
};

struct SoundOptions {
  bool enabled = true;
  int volume = 70;                       // percent
  std::filesystem::path built_in;        // made with the program
  std::filesystem::path recordings;      // files of the same names replace them; empty: none
};

// The machine's loudspeaker by SDL (SDL_AUDIODRIVER chooses the driver); not enabled: silence.
[[nodiscard]] std::unique_ptr<Sound> make_sound(const SoundOptions& options);

}  // namespace openday::device
