// One picture of a camera: grey, when it was taken, which one it is. A value; it moves from thread to thread and its memory
// comes back to be filled again. Frames are never written to disk.
#pragma once

#include <chrono>
#include <cstdint>

#include "kiosk/image/grey_image.h"

namespace openday::scan {

using MonoTime = std::chrono::steady_clock::time_point;  // CLOCK_MONOTONIC
using MonoNow = MonoTime (*)();                          // handed in, so that tests own the time

[[nodiscard]] inline MonoTime steady_now() { return std::chrono::steady_clock::now(); }

struct Frame {
  image::GreyImage grey;
  MonoTime taken{};
  std::uint64_t sequence = 0;  // the camera's count; a gap is a frame that was skipped
};

}  // namespace openday::scan
