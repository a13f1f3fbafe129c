// What is heard when the kiosk goes from one state to the next: effects for the finger and the eye's sake, and the page's prompt while
// 语音 is on. Pure. The keys of prompts are those of assets/sounds/prompts.toml; none of them holds a name.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>

#include "kiosk/app/visit.h"

namespace openday::app {

// What of the visit can be heard.
struct Hearing {
  ui::VisitId visit = 0;
  ui::Page page = ui::Page::home;
  ui::Language language = ui::Language::zh;
  bool voice = false, staff = false;
  bool help = false, idle = false;               // the dialogs above the page
  bool failed = false;                           // an answer could not be written
  bool review = false, staff_look = false;       // of the sheet, of the screening
  bool notices = false;                          // there are some to read
  std::uint64_t wrong = 0;                       // wrong PINs and facts so far
  std::uint64_t rings = 0;                       // of the bell
  std::optional<ui::Verdict> verdict{};
};
[[nodiscard]] Hearing hearing_of(const VisitMachine& machine, const base::Moment& now);

enum class Cause { nobody, touch, tap };         // touch: a finger on nothing in particular

struct Cues {
  std::string effect{};                          // empty: none
  std::string prompt{};                          // "zh/home"; empty: none
  bool hush = false;                             // what is being said belongs to a page that is gone
};
[[nodiscard]] Cues cues_between(const Hearing& before, const Hearing& now, Cause cause);

// The sound of a verdict's class, and the key of its prompt.
[[nodiscard]] std::string effect_of(ui::Verdict verdict);
[[nodiscard]] std::string prompt_of(ui::Verdict verdict);
// Key of what stands on the screen; empty: nothing is said there (staff pages, the standing view).
[[nodiscard]] std::string prompt_of(const Hearing& now);

// The same sound more than kMostRepeats times within a minute is left out (LOOK.md).
class SoundLimit {
 public:
  [[nodiscard]] bool allows(const std::string& sound, std::int64_t mono_ms);   // counts it when it does

 private:
  std::map<std::string, std::deque<std::int64_t>> heard_;
};

}  // namespace openday::app
