// How the main thread sleeps until an SDL event comes, another thread rings, or time is up. SDL 2 blocks under x11 and wayland
// only; with its other drivers SDL_WaitEventTimeout looks every millisecond, which cost 1.7 % of a core at rest. There this
// class sleeps on an eventfd and on the input devices themselves.
// Main thread only, except ring().
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string_view>

#include "kiosk/base/unique_fd.h"
#include "kiosk/device/input_watch.h"

union SDL_Event;

namespace openday::device {

class EventWait {
 public:
  static constexpr std::chrono::milliseconds kLook{10};         // no device can be watched: a finger is noticed that late
  static constexpr std::chrono::milliseconds kSeldomLook{500};  // devices are watched, or the driver has none

  // After SDL's video is up. `video_driver`: SDL_GetCurrentVideoDriver(). Who pushes SDL events from another thread rings, too.
  explicit EventWait(std::string_view video_driver, const std::filesystem::path& input_devices = "/dev/input");

  // True with an event taken from SDL's queue; false when time is up or somebody rang.
  [[nodiscard]] bool wait(SDL_Event& event, std::chrono::milliseconds timeout);
  // Any thread. Ends the present or the next wait(); several rings before take_ring() are one.
  void ring();
  // Whether somebody rang since the last call.
  [[nodiscard]] bool take_ring();

 private:
  [[nodiscard]] bool sleep_and_look(SDL_Event& event, std::chrono::milliseconds timeout);
  [[nodiscard]] bool sleep(std::chrono::milliseconds limit);   // true: somebody rang
  void silence();

  const bool sdl_blocks_;
  const bool has_input_;                 // the driver reads input devices
  const std::uint32_t ring_event_;       // wakes SDL where it blocks
  base::UniqueFd bell_;
  InputWatch devices_;
  std::atomic<bool> rung_{false};
};

}  // namespace openday::device
