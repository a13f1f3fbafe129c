// One report for one showing of a code. The same text is reported again only after it was out of view for kGone of decoded
// frames, or for kGoneAfterOther when another text was reported since; so a code that is still held to the camera when a visit
// ends does not start the next one, and two codes side by side do not take turns. Pure; owned by the decode thread.
// Texts live here in memory only, at most kRemembered of them.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/scan/frame.h"

namespace openday::scan {

inline constexpr std::chrono::milliseconds kGone{2000};
inline constexpr std::chrono::milliseconds kGoneAfterOther{500};
inline constexpr std::size_t kRemembered = 8;

class Tracker {
 public:
  // A frame showed this text. True: report it.
  bool see(std::string_view text, MonoTime at);
  // A decoded frame showed no code. Frames that were not decoded say nothing: without change, what was there still is.
  void miss(MonoTime at);

 private:
  struct Seen {
    std::string text;
    MonoTime last;                         // last frame with it
    std::optional<MonoTime> absent_since;  // first decoded frame without it since
    bool other_since = false;              // another text was reported after it
  };
  void age(MonoTime at, std::string_view present);

  std::vector<Seen> seen_;
};

}  // namespace openday::scan
