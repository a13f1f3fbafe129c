// The kiosk's two movements: a page slides in by 8 mm and fades, 150 ms ease-out; then a result's tick is drawn, 250 ms. Never
// two at once, none in high contrast, none when switched off (scripts, tests). At rest it asks for no frame. UI thread.
#pragma once

#include <chrono>

namespace openday::ui {

class Motion {
 public:
  using Millis = std::chrono::milliseconds;

  void enable(bool on) { enabled_ = on; }
  // A page comes in at `now`; `with_tick`: its sign is drawn afterwards.
  void start(Millis now, bool with_tick);
  void stop() { running_ = false; }
  void advance(Millis now);

  [[nodiscard]] bool running() const { return running_; }
  [[nodiscard]] float slide() const { return slide_; }  // mm still to go
  [[nodiscard]] float alpha() const { return alpha_; }  // of the page's content
  [[nodiscard]] float tick() const { return tick_; }    // 0..1

 private:
  bool enabled_ = true, running_ = false, with_tick_ = false;
  Millis began_{};
  float slide_ = 0, alpha_ = 1, tick_ = 1;
};

}  // namespace openday::ui
