#include "kiosk/device/hand_scanner.h"

#include <utility>

namespace openday::device {

// What was held back turns out to be typed.
void HandScanner::release(std::vector<KeyInput>& out) {
  if (!run_.empty()) out.push_back({KeyInput::Kind::typed, std::exchange(run_, {}), last_});
}

void HandScanner::end_by_silence(scan::MonoTime at, std::vector<KeyInput>& out) {
  if (!open_ || at - last_ <= rule_.silence) return;
  open_ = false;
  if (!by_hand_ && run_.size() >= rule_.min_length) out.push_back({KeyInput::Kind::scan, std::exchange(run_, {}), last_});
  release(out);
}

std::vector<KeyInput> HandScanner::text(std::string_view characters, scan::MonoTime at) {
  std::vector<KeyInput> out;
  if (characters.empty()) return out;
  end_by_silence(at, out);
  if (!open_) by_hand_ = false;
  if (open_ && at - last_ > rule_.max_gap) by_hand_ = true;  // too slow for a scanner; its rest would be half a code
  open_ = true;
  run_ += characters;
  if (run_.size() > rule_.max_length) {
    run_.clear();  // a stuck key: nobody typed that
    by_hand_ = true;
  }
  last_ = at;
  if (by_hand_) release(out);
  return out;
}

std::vector<KeyInput> HandScanner::terminator(KeyInput::Kind enter_or_tab, scan::MonoTime at) {
  std::vector<KeyInput> out;
  end_by_silence(at, out);
  if (open_ && !by_hand_ && run_.size() >= rule_.min_length) {
    out.push_back({KeyInput::Kind::scan, std::exchange(run_, {}), last_});
  } else {
    release(out);
    out.push_back({enter_or_tab, {}, at});
  }
  open_ = false;
  return out;
}

std::vector<KeyInput> HandScanner::by_hand(std::string_view characters, scan::MonoTime at) {
  std::vector<KeyInput> out;
  end_by_silence(at, out);
  release(out);
  open_ = false;
  if (!characters.empty()) out.push_back({KeyInput::Kind::typed, std::string(characters), at});
  return out;
}

std::vector<KeyInput> HandScanner::tick(scan::MonoTime at) {
  std::vector<KeyInput> out;
  end_by_silence(at, out);
  return out;
}

std::optional<scan::MonoTime> HandScanner::due() const {
  if (!open_ || run_.empty()) return std::nullopt;
  return last_ + rule_.silence + std::chrono::milliseconds(1);
}

}  // namespace openday::device
