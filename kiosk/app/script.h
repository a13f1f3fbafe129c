// A visitor's journey for tests and pictures: one JSON object a line, run against the real event loop through the real input
// path (SDL finger and key events, camera frames). The loop calls step() once a turn and does what it says.
//   {"tap":"LABEL"} {"type":"123456"} (keys on the screen; without them, into a field, as an attached keyboard)
//   {"draw":"0.1,0.5 0.9,0.5; 0.5,0.1 0.5,0.9"} (strokes on the pad for handwriting, in 0..1 of it)
//   {"frame":"code.png"} {"wedge":"text"} {"wait":MS} {"expect":"text"} {"absent":"text"}
//   {"shot":"name.png"} {"clock":"RFC3339","state":"guessed"} {"camera":"unplugged"|"back"}
// The script's clock stands still but for `wait` and `clock`, so that a slow machine misses nothing; `tap` and `expect` wait
// for worker threads up to kScriptPatience of real time. UI thread only.
#pragma once

#include <chrono>
#include <deque>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/base/clock.h"
#include "kiosk/base/result.h"
#include "kiosk/device/camera_injector.h"
#include "kiosk/device/window.h"
#include "kiosk/ui/registry.h"

namespace openday::app {

inline constexpr std::chrono::seconds kScriptPatience{15};

enum class ScriptCommand { tap, type, draw, frame, wedge, wait, expect, absent, shot, clock, camera };

struct ScriptLine {
  unsigned number = 0;             // in the file, from 1
  ScriptCommand command = ScriptCommand::wait;
  std::string text;
  std::int64_t milliseconds = 0;   // wait
  std::string state;               // clock
};

enum class ScriptError { unreadable, invalid };
[[nodiscard]] base::Result<std::vector<ScriptLine>, ScriptError> read_script(std::string_view text, const std::string& file);

// What the script plays on; all outlive it.
struct ScriptStage {
  device::Window& window;
  const ui::Registry& registry;
  device::FrameInjector& camera;
  base::ManualClock& clock;
};

struct ScriptStep {
  bool draw = false;               // the next turn must draw (a clock moved, a picture is wanted)
  bool finished = false;
  int exit_code = 0;
};

class Script {
 public:
  // Pictures of `frame` are looked for beside the script; those of `shot` go to `shots`.
  Script(std::vector<ScriptLine> lines, std::filesystem::path file, std::filesystem::path shots, ScriptStage stage);

  // `settled`: the last frame shows the present state, no motion, no answer of a worker outstanding.
  [[nodiscard]] ScriptStep step(std::chrono::steady_clock::time_point now, bool settled);

 private:
  enum class Progress { done, again, failed };

  Progress run(const ScriptLine& line, bool settled);
  Progress tap(const std::string& label, bool settled);
  Progress type(const ScriptLine& line, bool settled);
  [[nodiscard]] bool has_key(char32_t key) const;   // of a keyboard on the screen
  Progress draw(const ScriptLine& line, bool settled);
  Progress show_frame(const ScriptLine& line);
  Progress wedge(const std::string& text, bool settled);
  Progress wait(const ScriptLine& line, bool settled);
  Progress look(const ScriptLine& line, bool settled);
  Progress shoot(const std::string& name, bool settled);
  Progress set_clock(const ScriptLine& line);
  void complain(const ScriptLine& line, std::string_view what) const;

  std::deque<ScriptLine> lines_;
  std::filesystem::path file_, shots_;
  ScriptStage stage_;
  std::optional<std::chrono::steady_clock::time_point> began_;  // the line at the front
  std::chrono::steady_clock::time_point now_{};
  std::size_t typed_ = 0;              // code points of `type`, strokes of `draw` done
  std::int64_t waited_ = 0;            // of `wait`, ms
  std::string last_picture_;           // `frame`: hidden at picture_gone_
  std::chrono::steady_clock::time_point picture_gone_{};
  bool shown_ = false;                 // `frame`: the picture is before the camera
  std::uint64_t pause_until_ = 0;      // window frames: let a tap work before the next look
};

}  // namespace openday::app
