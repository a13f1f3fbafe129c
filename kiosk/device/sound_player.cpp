#include "kiosk/device/sound_player.h"

#include <utility>

#include "kiosk/base/log.h"

namespace openday::device {

SoundPlayer::SoundPlayer(std::unique_ptr<SoundOutput> output, SoundShelf shelf, int volume) : output_(std::move(output)), shelf_(std::move(shelf)) {
  mixer_.set_volume(volume);
}

SoundPlayer::~SoundPlayer() { output_->close(); }

void SoundPlayer::play(Channel channel, const std::vector<std::string>& clips, Time now) {
  std::vector<Clip> found;
  for (const std::string& name : clips)
    if (Clip clip = shelf_.find(name)) found.push_back(std::move(clip));
  if (found.empty() || !ready(now)) return mixer_.stop(channel);
  mixer_.play(channel, std::move(found));
  heard_ = now;
}

bool SoundPlayer::ready(Time now) {
  if (open_) return true;
  if (failed_ && now < *failed_ + kRetry) return false;
  if (auto opened = output_->open([this](std::span<std::int16_t> out) { mixer_.render(out); }); !opened) {
    give_up(opened.error().what, now);
    return false;
  }
  if (failed_) base::log_notice("sound: the device is back");
  open_ = true;
  failed_.reset();
  seen_ = mixer_.rendered();
  moved_ = now;
  return true;
}

std::optional<SoundPlayer::Time> SoundPlayer::look(Time now) {
  if (!open_) return std::nullopt;
  if (const auto rendered = mixer_.rendered(); rendered != seen_) seen_ = rendered, moved_ = now;
  if (!output_->alive()) give_up("the sound device is gone", now);
  else if (now >= moved_ + kStuck) give_up("the sound device takes nothing any more", now);
  else if (!mixer_.silent()) heard_ = now;
  else if (now >= heard_ + kLinger) close();
  return open_ ? std::optional(now + kGlance) : std::nullopt;
}

void SoundPlayer::give_up(const std::string& why, Time now) {
  close();
  failed_ = now;
  if (said_ && now < *said_ + kSayAgain) return;
  said_ = now;
  base::log_warning("sound: {}; the kiosk goes on silent and tries again with the next sound", why);
}

void SoundPlayer::close() {
  output_->close();
  mixer_.clear();
  open_ = false;
}

}  // namespace openday::device
