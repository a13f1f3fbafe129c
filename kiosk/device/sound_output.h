// The loudspeaker: a driver that asks for samples until it is closed or lost.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>

#include "kiosk/base/result.h"

namespace openday::device {

enum class OutputError { no_card, failed };

class SoundOutput {
 public:
  using Fill = std::function<void(std::span<std::int16_t>)>;   // kSoundRate, one channel; called on the driver's thread
  virtual ~SoundOutput() = default;
  [[nodiscard]] virtual base::Result<void, OutputError> open(Fill fill) = 0;   // may take its time
  [[nodiscard]] virtual bool alive() = 0;                      // open, and its card has not gone
  virtual void close() = 0;                                    // no call of `fill` after it; harmless when not open
};

// SDL's default device of SDL_AUDIODRIVER. Closed, SDL's audio and its threads are gone as well.
[[nodiscard]] std::unique_ptr<SoundOutput> make_sdl_output();

}  // namespace openday::device
