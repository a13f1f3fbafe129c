// The camera at work: a capture thread (owns camera and watcher) puts the newest frame worth decoding into a mailbox, a decode
// thread (owns decoder and tracker) takes it, both send messages (events.h) to an EventQueue that the UI thread empties.
// Public calls come from the UI thread only. A lost camera is reported once, tried again with back-off, and reported when back.
// The destructor stops both threads: within one slice of Camera::next (kSlice) and one decode.
// Frames stay in memory: three that circulate, and the preview.
#pragma once

#include <memory>

#include "kiosk/scan/camera.h"
#include "kiosk/scan/event_queue.h"
#include "kiosk/scan/reopening.h"
#include "kiosk/scan/watcher.h"

namespace openday::scan {

struct PipelineRule {
  WatchRule watch;
  ReopenRule reopen;
  std::chrono::milliseconds frozen{5000};        // no frame for so long: closed and opened again
  std::chrono::milliseconds decode_budget{60};   // after it no further pass starts
  std::chrono::milliseconds preview_interval{66};
};

inline constexpr std::chrono::milliseconds kSlice{100};

class Pipeline {
 public:
  // `events` outlives the pipeline. Starts at once.
  Pipeline(std::unique_ptr<Camera> camera, EventQueue& events, PipelineRule rule = {});
  ~Pipeline();
  Pipeline(const Pipeline&) = delete;
  Pipeline& operator=(const Pipeline&) = delete;

  // The guest tapped the camera: every frame is decoded and previewed until switched off.
  void set_preview(bool on);

  // While held nothing is captured (a supervisor closed the counter); the camera stays open.
  void set_held(bool on);

  // Since the start; for the staff's screen.
  [[nodiscard]] CameraCounts counts() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace openday::scan
