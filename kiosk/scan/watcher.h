// Decides whether a frame is worth decoding: compares it, at a quarter of its size, with the last ones. Nothing moves: the
// camera is looked at five times a second and nothing is decoded. Something moved, or was code-like a moment ago: every frame
// is. A pure state machine over frames and their times; owned by the capture thread.
#pragma once

#include <chrono>

#include "kiosk/image/grey_image.h"
#include "kiosk/scan/frame.h"

namespace openday::scan {

struct WatchRule {
  std::chrono::milliseconds watch_interval{200};  // 5 frames a second at rest (issue 2)
  std::chrono::milliseconds read_interval{50};    // while reading: 20 a second
  std::chrono::milliseconds read_after_change{3000};
  int changed_level = 14;                         // grey levels a cell must differ by: above sensor noise averaged over 4x4 pixels
  int changed_share = 250;                        // one cell in so many must differ
};

class Watcher {
 public:
  explicit Watcher(WatchRule rule = {}) : rule_(rule) {}

  // True when this frame should be decoded.
  bool look(const image::GreyImage& grey, MonoTime taken);

  // The decoder saw finder patterns or read a code: go on reading though nothing moves (a code held still), for at most
  // kHintSpan after the last change, so that a poster with a code on the wall is not decoded all day.
  void hint(MonoTime at);

  // The guest tapped the camera: read for read_after_change from now.
  void wake(MonoTime at);

  [[nodiscard]] bool reading(MonoTime at) const { return at < read_until_; }
  [[nodiscard]] std::chrono::milliseconds interval(MonoTime at) const { return reading(at) ? rule_.read_interval : rule_.watch_interval; }

  void reset();  // the camera was reopened: the next frame counts as changed

 private:
  bool changed();

  WatchRule rule_;
  image::GreyImage small_;      // this frame
  image::GreyImage reference_;  // follows the scene slowly
  MonoTime last_change_{};
  MonoTime read_until_{};
};

inline constexpr std::chrono::milliseconds kHintSpan{15000};

}  // namespace openday::scan
