// Follows the visit and lets its cues be heard. Main thread; asking costs nothing (device/sound.h).
#pragma once

#include <memory>

#include "kiosk/app/cues.h"
#include "kiosk/device/sound.h"

namespace openday::app {

class Loudspeaker {
 public:
  explicit Loudspeaker(std::unique_ptr<device::Sound> sound) : sound_(std::move(sound)) {}
  // After everything that may have changed the visit; `cause` is what a finger did.
  void follow(const VisitMachine& machine, const base::Moment& now, Cause cause);
  // For staff who want to know whether it can be heard.
  void chime() { sound_->play(device::Channel::effect, {"success"}); }
  [[nodiscard]] device::SoundState state() const { return sound_->state(); }

 private:
  std::unique_ptr<device::Sound> sound_;
  std::optional<Hearing> before_;
  SoundLimit limit_;
};

// What an intent is to the ear.
[[nodiscard]] Cause cause_of(const ui::Intent& intent);

}  // namespace openday::app
