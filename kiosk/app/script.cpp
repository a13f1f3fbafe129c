#include "kiosk/app/script.h"

#include <algorithm>
#include <cstdio>
#include <string_view>

#include <fmt/format.h>

#include "kiosk/base/utf8.h"
#include "kiosk/image/png.h"
#include "kiosk/image/read_image.h"
#include "kiosk/ui/model_keyboard.h"

namespace openday::app {
namespace {

constexpr std::int64_t kTick = 1000;           // a wait passes in steps of so many ms, so that every deadline is met in order
constexpr std::uint64_t kFramesShown = 24;     // camera frames a code is held up for: 0.8 s
constexpr std::chrono::milliseconds kGone{2500};
constexpr std::uint64_t kFramesOfATap = 4;     // a tap settles in four frames (UI-NOTES section 2)

constexpr std::string_view kPad = "手写板";    // as assets/strings names it

// Nothing when a number is missing or out of 0..1.
std::vector<ui::InkLine> read_strokes(const std::string& text) {
  std::vector<ui::InkLine> strokes(1);
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t end = std::min(text.find_first_of(" ;", from), text.size());
    if (ui::InkDot dot; end > from) {
      if (std::sscanf(text.substr(from, end - from).c_str(), "%f,%f", &dot.x, &dot.y) != 2 || !(dot.x >= 0 && dot.x <= 1 && dot.y >= 0 && dot.y <= 1)) return {};
      strokes.back().push_back(dot);
    }
    if (end < text.size() && text[end] == ';') strokes.emplace_back();
    from = end + 1;
  }
  const bool whole = std::ranges::none_of(strokes, [](const ui::InkLine& stroke) { return stroke.empty(); });
  return whole ? strokes : std::vector<ui::InkLine>();
}

}  // namespace

Script::Script(std::vector<ScriptLine> lines, std::filesystem::path file, std::filesystem::path shots, ScriptStage stage)
    : lines_(lines.begin(), lines.end()), file_(std::move(file)), shots_(std::move(shots)), stage_(stage) {}

ScriptStep Script::step(std::chrono::steady_clock::time_point now, bool settled) {
  now_ = now;
  settled = settled && stage_.window.frames() >= pause_until_;
  while (!lines_.empty()) {
    const ScriptLine line = lines_.front();
    if (!began_) began_ = now;
    switch (run(line, settled)) {
      case Progress::failed:
        return {.finished = true, .exit_code = 1};
      case Progress::again:
        if (now - *began_ > kScriptPatience && line.command != ScriptCommand::wait) {
          complain(line, "did not come true in time");
          return {.finished = true, .exit_code = 1};
        }
        return {.draw = stage_.window.frames() < pause_until_ || line.command == ScriptCommand::wait};
      case Progress::done:
        lines_.pop_front();
        began_.reset();
        settled = settled && stage_.window.frames() >= pause_until_;
    }
  }
  return {.finished = true, .exit_code = 0};
}

Script::Progress Script::run(const ScriptLine& line, bool settled) {
  switch (line.command) {
    case ScriptCommand::tap: return tap(line.text, settled);
    case ScriptCommand::type: return type(line, settled);
    case ScriptCommand::draw: return draw(line, settled);
    case ScriptCommand::frame: return show_frame(line);
    case ScriptCommand::wedge: return wedge(line.text, settled);
    case ScriptCommand::wait: return wait(line, settled);
    case ScriptCommand::expect:
    case ScriptCommand::absent: return look(line, settled);
    case ScriptCommand::shot: return shoot(line.text, settled);
    case ScriptCommand::clock: return set_clock(line);
    case ScriptCommand::camera:
      if (line.text == "back") stage_.camera.fail_with(std::nullopt);
      else stage_.camera.fail_with(scan::DeviceError::unplugged);
      return Progress::done;
  }
  return Progress::failed;
}

Script::Progress Script::tap(const std::string& label, bool settled) {
  if (!settled) return Progress::again;
  const ui::DrawnTarget* target = stage_.registry.find_target(label);
  if (target == nullptr) return Progress::again;
  push_tap(stage_.window, target->box.x + target->box.w / 2.0, target->box.y + target->box.h / 2.0);
  pause_until_ = stage_.window.frames() + kFramesOfATap;
  return Progress::done;
}

Script::Progress Script::type(const ScriptLine& line, bool settled) {
  const std::u32string keys = base::to_code_points(line.text);
  if (typed_ == 0 && settled && !keys.empty() && stage_.registry.has_field() && !has_key(keys.front())) {
    push_text(stage_.window, line.text);   // an attached keyboard
    pause_until_ = stage_.window.frames() + kFramesOfATap;
    return Progress::done;
  }
  if (typed_ < keys.size() && tap(base::to_utf8(keys[typed_]), settled) == Progress::done) ++typed_;
  if (typed_ < keys.size()) return Progress::again;
  typed_ = 0;
  return Progress::done;
}

bool Script::has_key(char32_t key) const {
  const auto& targets = stage_.registry.targets();
  return std::any_of(targets.begin(), targets.end(), [label = base::to_utf8(key)](const ui::DrawnTarget& target) { return target.label == label; });
}

Script::Progress Script::draw(const ScriptLine& line, bool settled) {
  if (!settled) return Progress::again;
  const ui::DrawnTarget* pad = stage_.registry.find_target(kPad);
  if (pad == nullptr) return Progress::again;
  const auto strokes = read_strokes(line.text);
  if (strokes.empty()) {
    complain(line, "holds no strokes; expected x,y x,y; x,y x,y in 0..1");
    return Progress::failed;
  }
  const auto& stroke = strokes[typed_];
  const auto at = [&](const ui::InkDot& dot, device::Finger does) { push_finger(stage_.window, does, pad->box.x + dot.x * pad->box.w, pad->box.y + dot.y * pad->box.h); };
  at(stroke.front(), device::Finger::down);
  for (const ui::InkDot& dot : stroke) at(dot, device::Finger::move);
  at(stroke.back(), device::Finger::up);
  pause_until_ = stage_.window.frames() + kFramesOfATap + stroke.size();
  if (++typed_ < strokes.size()) return Progress::again;
  typed_ = 0;
  return Progress::done;
}

Script::Progress Script::show_frame(const ScriptLine& line) {
  if (!shown_) {
    // The tracker takes a code that comes back at once for one that never left (scan/tracker.h).
    if (line.text == last_picture_ && now_ < picture_gone_ + kGone) return Progress::again;
    auto picture = image::read_image(file_.parent_path() / line.text);
    if (!picture) {
      complain(line, picture.error().what);
      return Progress::failed;
    }
    stage_.camera.show(std::move(*picture));
    shown_ = true;
  }
  if (stage_.camera.delivered() < kFramesShown) return Progress::again;
  stage_.camera.hide();
  last_picture_ = line.text;
  picture_gone_ = now_;
  shown_ = false;
  return Progress::done;
}

Script::Progress Script::wedge(const std::string& text, bool settled) {
  if (!settled) return Progress::again;
  // A scanner types one character a report; SDL's queue keeps the order.
  for (const char32_t character : base::to_code_points(text)) push_text(stage_.window, base::to_utf8(character));
  push_enter(stage_.window);
  pause_until_ = stage_.window.frames() + kFramesOfATap;
  return Progress::done;
}

Script::Progress Script::wait(const ScriptLine& line, bool settled) {
  if (!settled) return Progress::again;
  const std::int64_t step = std::min(kTick, line.milliseconds - waited_);
  stage_.clock.advance(base::Millis(step));
  waited_ += step;
  pause_until_ = stage_.window.frames() + 1;
  if (waited_ < line.milliseconds) return Progress::again;
  waited_ = 0;
  return Progress::done;
}

Script::Progress Script::look(const ScriptLine& line, bool settled) {
  if (!settled) return Progress::again;
  const bool wanted = line.command == ScriptCommand::expect;
  return stage_.registry.shows(line.text) == wanted ? Progress::done : Progress::again;
}

Script::Progress Script::shoot(const std::string& name, bool settled) {
  if (!settled) return Progress::again;
  const auto written = image::write_png(shots_ / name, stage_.window.picture());
  if (written) return Progress::done;
  std::fprintf(stderr, "%s\n", written.error().what.c_str());
  return Progress::failed;
}

Script::Progress Script::set_clock(const ScriptLine& line) {
  const auto at = base::parse_rfc3339(line.text);
  const auto state = line.state.empty() ? std::optional(base::ClockState::synced) : base::parse_clock_state(line.state);
  if (!at || !state) {
    complain(line, "is no clock; expected RFC 3339 with an offset, and a state of synced, free-running or guessed");
    return Progress::failed;
  }
  stage_.clock.set_wall(at->at, *state);
  pause_until_ = stage_.window.frames() + 1;
  return Progress::done;
}

void Script::complain(const ScriptLine& line, std::string_view what) const {
  std::string screen;
  for (const ui::DrawnText& text : stage_.registry.texts()) screen += fmt::format("\n  {}", text.text);
  std::string targets;
  for (const ui::DrawnTarget& target : stage_.registry.targets()) targets += fmt::format(" [{}]", target.label);
  fmt::print(stderr, "{}:{}: \"{}\" {}\non the screen:{}\nto touch:{}\n", file_.string(), line.number, line.text, what, screen, targets);
}

}  // namespace openday::app
