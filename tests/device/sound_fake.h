// A loudspeaker that misbehaves on demand, and WAV files made by hand.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "kiosk/device/sound_output.h"

namespace openday::device {

// What the test sees of it lies outside, so that the player may own it.
struct OutputState {
  bool missing = false, gone = false, open = false;
  int opened = 0, closed = 0;
  SoundOutput::Fill fill{};
  std::vector<std::int16_t> take(std::size_t samples) {
    std::vector<std::int16_t> out(samples, 7);
    fill(out);
    return out;
  }
};

class FakeOutput : public SoundOutput {
 public:
  explicit FakeOutput(OutputState& state) : state_(state) {}
  base::Result<void, OutputError> open(Fill fill) override {
    if (state_.missing) return base::fail(OutputError::no_card, "no sound card");
    state_.open = true;
    ++state_.opened;
    state_.fill = std::move(fill);
    return {};
  }
  bool alive() override { return state_.open && !state_.gone; }
  void close() override {
    if (state_.open) ++state_.closed;
    state_.open = false;
  }

 private:
  OutputState& state_;
};

inline void put(std::string& out, std::uint32_t value, int bytes) {
  for (int i = 0; i < bytes; ++i) out += static_cast<char>(value >> (8 * i));
}

inline std::string wav_of(const std::vector<std::int16_t>& samples, std::uint32_t rate = 22'050, std::uint16_t channels = 1) {
  std::string out = "RIFF";
  const auto data = static_cast<std::uint32_t>(samples.size() * 2);
  put(out, 36 + data, 4);
  out += "WAVEfmt ";
  put(out, 16, 4), put(out, 1, 2), put(out, channels, 2), put(out, rate, 4), put(out, rate * channels * 2, 4), put(out, channels * 2u, 2), put(out, 16, 2);
  out += "data";
  put(out, data, 4);
  for (const std::int16_t sample : samples) put(out, static_cast<std::uint16_t>(sample), 2);
  return out;
}

}  // namespace openday::device
