// Tells a hand scanner that types like a keyboard ("wedge") from a person, by timing alone: a run of at least 6 characters,
// none more than 50 ms after the last, ended by Enter, Tab or 100 ms of silence, is a scan (UI-NOTES section 5: 2 % of slow
// scanners are split, no typist is taken). Everything else is handed on as typed text, so that a service keyboard works.
// Pure: fed with events and their own times; owned by the UI thread.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/scan/frame.h"

namespace openday::device {

struct WedgeRule {
  std::chrono::milliseconds max_gap{50};
  std::chrono::milliseconds silence{100};
  std::size_t min_length = 6;       // code points would be the same: codes are ASCII (DESIGN.md section 5)
  std::size_t max_length = 4096;    // a key that is stuck; past it the run is dropped
};

struct KeyInput {
  enum class Kind { scan, typed, enter, tab } kind = Kind::typed;
  std::string text;        // scan, typed
  scan::MonoTime at{};     // of the last character
  friend bool operator==(const KeyInput&, const KeyInput&) = default;
};

class HandScanner {
 public:
  explicit HandScanner(WedgeRule rule = {}) : rule_(rule) {}

  // Characters as the window system gave them (UTF-8). What is now decided comes back, in order.
  [[nodiscard]] std::vector<KeyInput> text(std::string_view characters, scan::MonoTime at);
  [[nodiscard]] std::vector<KeyInput> terminator(KeyInput::Kind enter_or_tab, scan::MonoTime at);
  // Somebody typed for sure (several characters at once, a key that no scanner has): what was held back is handed on before it.
  [[nodiscard]] std::vector<KeyInput> by_hand(std::string_view characters, scan::MonoTime at);
  // Time passed: what silence decided.
  [[nodiscard]] std::vector<KeyInput> tick(scan::MonoTime at);
  // When tick() is next due; nothing while no run is open.
  [[nodiscard]] std::optional<scan::MonoTime> due() const;

 private:
  void end_by_silence(scan::MonoTime at, std::vector<KeyInput>& out);
  void release(std::vector<KeyInput>& out);

  WedgeRule rule_;
  std::string run_;
  scan::MonoTime last_{};
  bool open_ = false;     // characters came within the last `silence`
  bool by_hand_ = false;  // a gap was too long for a scanner: pass on until silence
};

}  // namespace openday::device
