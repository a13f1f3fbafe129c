#include "kiosk/scan/watcher.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "kiosk/scan/threshold.h"

namespace openday::scan {
namespace {

constexpr int kShrink = 4;

}  // namespace

bool Watcher::changed() {
  if (small_.width != reference_.width || small_.height != reference_.height) return true;
  const std::size_t cells = small_.pixels.size();
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < cells; ++i) sum += small_.pixels[i] - reference_.pixels[i];
  const int drift = static_cast<int>(sum / static_cast<std::int64_t>(cells));  // a lamp, or the camera's exposure: not movement
  std::size_t differ = 0;
  for (std::size_t i = 0; i < cells; ++i) {
    differ += std::abs(small_.pixels[i] - reference_.pixels[i] - drift) > rule_.changed_level;
  }
  return differ * static_cast<std::size_t>(rule_.changed_share) > cells;
}

bool Watcher::look(const image::GreyImage& grey, MonoTime taken) {
  if (grey.width < kShrink || grey.height < kShrink) return false;
  shrink_by_mean(grey, kShrink, small_);
  if (changed()) {
    last_change_ = taken;
    wake(taken);
  }
  std::swap(small_, reference_);
  return reading(taken);
}

void Watcher::hint(MonoTime at) {
  if (at - last_change_ < kHintSpan) wake(at);
}

void Watcher::wake(MonoTime at) { read_until_ = std::max(read_until_, at + rule_.read_after_change); }

void Watcher::reset() { reference_ = {}; }

}  // namespace openday::scan
