// When the loudspeaker is opened, closed, and given up for a while. It is open only while something sounds and shortly after: at rest
// SDL's audio is gone, threads and all. A card that is missing, lost or stuck is tried again when something is to be heard, not
// more often than kRetry, and said in the log once and then not more often than kSayAgain. Time is an argument; one thread.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/device/sound.h"
#include "kiosk/device/sound_mixer.h"
#include "kiosk/device/sound_output.h"
#include "kiosk/device/sound_shelf.h"

namespace openday::device {

class SoundPlayer {
 public:
  using Time = std::chrono::steady_clock::time_point;
  static constexpr std::chrono::milliseconds kLinger{4'000};    // open so long after the last sound: opening costs, and loses the first syllable on some screens
  static constexpr std::chrono::milliseconds kStuck{3'000};     // a driver that takes nothing for so long is lost
  static constexpr std::chrono::milliseconds kGlance{250};      // between two looks while open
  static constexpr std::chrono::seconds kRetry{10};
  static constexpr std::chrono::minutes kSayAgain{60};

  SoundPlayer(std::unique_ptr<SoundOutput> output, SoundShelf shelf, int volume);
  ~SoundPlayer();
  SoundPlayer(const SoundPlayer&) = delete;
  SoundPlayer& operator=(const SoundPlayer&) = delete;

  void play(Channel channel, const std::vector<std::string>& clips, Time now);
  void stop(Channel channel) { mixer_.stop(channel); }
  void set_volume(int percent) { mixer_.set_volume(percent); }
  // Looks after the open device; when to look again. Nothing: only play() makes work.
  [[nodiscard]] std::optional<Time> look(Time now);
  [[nodiscard]] bool open() const { return open_; }
  [[nodiscard]] SoundState state() const { return open_ ? SoundState::open : failed_ ? SoundState::no_card : SoundState::closed; }

 private:
  [[nodiscard]] bool ready(Time now);
  void give_up(const std::string& why, Time now);
  void close();

  std::unique_ptr<SoundOutput> output_;
  SoundShelf shelf_;
  Mixer mixer_;
  bool open_ = false;
  std::uint64_t seen_ = 0;             // Mixer::rendered() at the last look
  Time moved_{};                       // when it last had gone on
  Time heard_{};                       // when something last sounded
  std::optional<Time> failed_, said_;
};

}  // namespace openday::device
