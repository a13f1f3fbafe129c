#include "kiosk/device/sound_thread.h"

namespace openday::device {

namespace {

class Silence : public Sound {
 public:
  void play(Channel, std::vector<std::string>) override {}
  void stop(Channel) override {}
  void set_volume(int) override {}
  [[nodiscard]] SoundState state() const override { return SoundState::off; }
};

}  // namespace

std::unique_ptr<Sound> make_sound(const SoundOptions& options) {
  if (!options.enabled || options.volume == 0) return std::make_unique<Silence>();
  return make_sound_thread(std::make_unique<SoundPlayer>(make_sdl_output(), SoundShelf(options.built_in, options.recordings), options.volume));
}

}  // namespace openday::device
