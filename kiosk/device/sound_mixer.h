// The two channels as one stream of samples. render() is called by the driver's thread, everything else by the player's.
#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <span>
#include <vector>

#include "kiosk/base/mutex.h"
#include "kiosk/device/sound.h"
#include "kiosk/device/sound_clip.h"

namespace openday::device {

class Mixer {
 public:
  void play(Channel channel, std::vector<Clip> clips);   // what sounds there is cut, with a short fade against the click
  void stop(Channel channel);
  void clear();                                          // at once, as when nobody takes the samples any more
  void set_volume(int percent);
  void render(std::span<std::int16_t> out);
  [[nodiscard]] bool silent() const;
  [[nodiscard]] std::uint64_t rendered() const;          // samples so far: stands still when the driver does

 private:
  struct Line {
    std::deque<Clip> clips;
    std::size_t at = 0;                                  // sample of the first one
    bool begun = false;
    std::vector<std::int16_t> fading;                    // the end of what was cut
  };
  static void cut(Line& line);
  static std::int32_t next(Line& line);
  [[nodiscard]] Line& line(Channel channel) OPENDAY_REQUIRES(mutex_) { return lines_[static_cast<std::size_t>(channel)]; }

  mutable base::Mutex mutex_;
  std::array<Line, 2> lines_ OPENDAY_GUARDED_BY(mutex_);
  std::int32_t gain_ OPENDAY_GUARDED_BY(mutex_) = 65'536;   // of 65,536
  std::uint64_t rendered_ OPENDAY_GUARDED_BY(mutex_) = 0;
};

}  // namespace openday::device
