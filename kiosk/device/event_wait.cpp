#include "kiosk/device/event_wait.h"

#include <algorithm>
#include <vector>

#include <SDL.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace openday::device {

using Steady = std::chrono::steady_clock;
using std::chrono::milliseconds;

EventWait::EventWait(std::string_view video_driver, const std::filesystem::path& input_devices)
    : sdl_blocks_(video_driver == "x11" || video_driver == "wayland"), has_input_(video_driver != "dummy" && video_driver != "offscreen"),
      ring_event_(SDL_RegisterEvents(1)), bell_(eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)), devices_(input_devices) {}

bool EventWait::wait(SDL_Event& event, milliseconds timeout) {
  if (timeout <= milliseconds(0) || rung_) return SDL_PollEvent(&event) != 0;
  if (sdl_blocks_) return SDL_WaitEventTimeout(&event, static_cast<int>(timeout.count())) != 0;
  return sleep_and_look(event, timeout);
}

bool EventWait::sleep_and_look(SDL_Event& event, milliseconds timeout) {
  const auto end = Steady::now() + timeout;
  while (SDL_PollEvent(&event) == 0) {
    const auto left = std::chrono::ceil<milliseconds>(end - Steady::now());
    if (left <= milliseconds(0)) return false;
    const milliseconds look = has_input_ && !devices_.watching() ? kLook : kSeldomLook;
    if (sleep(std::min(left, look))) return SDL_PollEvent(&event) != 0;
  }
  return true;
}

bool EventWait::sleep(milliseconds limit) {
  std::vector<pollfd> fds = devices_.fds();
  fds.push_back({bell_.get(), POLLIN, 0});
  if (poll(fds.data(), fds.size(), static_cast<int>(limit.count())) <= 0) return false;
  const bool rang = fds.back().revents != 0;
  fds.pop_back();
  devices_.digest(fds);
  if (rang) silence();
  return rang;
}

void EventWait::ring() {
  if (rung_.exchange(true)) return;
  const std::uint64_t one = 1;
  (void)!write(bell_.get(), &one, sizeof one);
  if (!sdl_blocks_) return;
  SDL_Event event{};
  event.type = ring_event_;
  SDL_PushEvent(&event);   // a full queue wakes by itself
}

bool EventWait::take_ring() {
  const bool rung = rung_.exchange(false);
  if (rung) silence();
  return rung;
}

// A ring between the two steps of take_ring() leaves rung_ set, a bell heard without it is only silenced: neither is lost nor heard for ever.
void EventWait::silence() {
  std::uint64_t rings = 0;
  (void)!read(bell_.get(), &rings, sizeof rings);
}

}  // namespace openday::device
