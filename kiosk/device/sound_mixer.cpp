#include "kiosk/device/sound_mixer.h"

#include <algorithm>
#include <utility>

namespace openday::device {

namespace {

constexpr std::size_t kFade = 132;   // samples: 6 ms

}  // namespace

void Mixer::cut(Line& line) {
  std::vector<std::int16_t> tail;
  if (line.begun && !line.clips.empty()) {
    const auto& clip = *line.clips.front();
    const std::size_t length = std::min(kFade, clip.size() - line.at);
    for (std::size_t i = 0; i < length; ++i)
      tail.push_back(static_cast<std::int16_t>(clip[line.at + i] * static_cast<std::int32_t>(length - i) / static_cast<std::int32_t>(length)));
  }
  line.clips.clear();
  line.at = 0;
  line.begun = false;
  line.fading = std::move(tail);
}

void Mixer::play(Channel channel, std::vector<Clip> clips) {
  const base::Lock held(mutex_);
  Line& here = line(channel);
  cut(here);
  here.clips.assign(clips.begin(), clips.end());
}

void Mixer::stop(Channel channel) {
  const base::Lock held(mutex_);
  cut(line(channel));
}

void Mixer::clear() {
  const base::Lock held(mutex_);
  for (Line& one : lines_) one = {};
}

// The ear hears loudness by the square, about: 50 is half as loud, not half the amplitude.
void Mixer::set_volume(int percent) {
  const base::Lock held(mutex_);
  const int clamped = std::clamp(percent, 0, 100);
  gain_ = 65'536 * clamped * clamped / 10'000;
}

std::int32_t Mixer::next(Line& line) {
  std::int32_t sample = 0;
  if (!line.fading.empty()) {
    sample = line.fading.front();
    line.fading.erase(line.fading.begin());
  }
  if (line.clips.empty()) return sample;
  line.begun = true;
  sample += (*line.clips.front())[line.at];
  if (++line.at == line.clips.front()->size()) {
    line.clips.pop_front();
    line.at = 0;
  }
  return sample;
}

void Mixer::render(std::span<std::int16_t> out) {
  const base::Lock held(mutex_);
  Line& effect = line(Channel::effect);
  Line& voice = line(Channel::voice);
  for (std::int16_t& sample : out) {
    const bool waits = !voice.begun && !effect.clips.empty();
    std::int64_t sum = next(effect);
    if (!waits) sum += next(voice);
    sample = static_cast<std::int16_t>(std::clamp<std::int64_t>(sum * gain_ / 65'536, INT16_MIN, INT16_MAX));
  }
  rendered_ += out.size();
}

bool Mixer::silent() const {
  const base::Lock held(mutex_);
  return std::all_of(lines_.begin(), lines_.end(), [](const Line& one) { return one.clips.empty() && one.fading.empty(); });
}

std::uint64_t Mixer::rendered() const {
  const base::Lock held(mutex_);
  return rendered_;
}

}  // namespace openday::device
