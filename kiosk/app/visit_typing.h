// The on-screen keyboard of a visit: which one, keys not chosen yet, ink. A value inside VisitState; it dies with the visit.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/app/messages_typing.h"
#include "kiosk/ui/intent.h"

namespace openday::app {

inline constexpr std::size_t kCandidatesAsked = 40;        // a page of them, spread
inline constexpr std::size_t kMostTypedKeys = 60;          // not chosen yet (text/engine.h)
inline constexpr std::size_t kMostInkStrokes = 64;         // of one character (text/handwriting.h)
inline constexpr std::size_t kMostHeldIntents = 64;        // done while the engine is late
inline constexpr std::int64_t kInkPauseMs = 400;           // the pen rests: what it drew is read

struct TypingProgress {
  std::optional<ui::KeyboardMode> wanted;                  // as the guest switched it; nothing: the page's first
  std::string keys;                                        // letters; h s p n z * for strokes
  CandidatesAnswer page;                                   // newest answer; of older keys while `awaited`
  bool spread = false, upper = false;
  std::vector<ui::InkLine> ink;
  int ink_box = 0;                                         // in which box of the pad it lies
  std::optional<std::int64_t> ink_rests_at;                // mono ms: read then
  std::uint64_t serial = 0;                                // of the newest question; 0: nothing was asked
  bool awaited = false;                                    // its answer has not come
  bool commits = false;                                    // the first candidate goes into the field as soon as it comes
  std::deque<ui::Intent> held;                             // done meanwhile, in order

  // Keys and ink go, the keyboard stays.
  void drop() {
    keys.clear();
    page = {};
    spread = upper = awaited = commits = false;
    ink.clear();
    ink_rests_at.reset();
    held.clear();
  }
  [[nodiscard]] bool open() const { return !keys.empty() || !ink.empty(); }
};

// Letters and digits as they are, strokes as 一丨丿丶乛.
[[nodiscard]] std::string shown_keys(ui::KeyboardMode mode, std::string_view keys);

}  // namespace openday::app
