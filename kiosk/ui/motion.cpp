#include "kiosk/ui/motion.h"

#include <algorithm>

namespace openday::ui {
namespace {

constexpr float kPage = 150, kTick = 250, kWay = 8;  // ms, ms, mm

float ease_out(float t) { return 1 - (1 - t) * (1 - t) * (1 - t); }

}  // namespace

void Motion::start(Millis now, bool with_tick) {
  running_ = enabled_;
  with_tick_ = with_tick;
  began_ = now;
  advance(now);
}

void Motion::advance(Millis now) {
  if (!running_) {
    slide_ = 0;
    alpha_ = tick_ = 1;
    return;
  }
  const auto passed = static_cast<float>((now - began_).count());
  const float page = ease_out(std::clamp(passed / kPage, 0.0f, 1.0f));
  slide_ = kWay * (1 - page);
  alpha_ = page;
  tick_ = with_tick_ ? std::clamp((passed - kPage) / kTick, 0.0f, 1.0f) : 1;
  if (passed < kPage + (with_tick_ ? kTick : 0)) return;
  running_ = false;
  advance(now);
}

}  // namespace openday::ui
