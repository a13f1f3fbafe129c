// A SoundPlayer on a thread of its own: whoever asks for a sound never waits for a disk or a driver. What has been asked for and not
// begun is dropped when it is too much or too old. The thread sleeps while nothing sounds.
#pragma once

#include <memory>

#include "kiosk/device/sound.h"
#include "kiosk/device/sound_player.h"

namespace openday::device {

[[nodiscard]] std::unique_ptr<Sound> make_sound_thread(std::unique_ptr<SoundPlayer> player);

}  // namespace openday::device
