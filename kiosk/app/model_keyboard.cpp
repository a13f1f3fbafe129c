#include "kiosk/app/model_keyboard.h"

namespace openday::app {
namespace {

// How the newest answer reads the keys; those typed since stand behind it as they are.
std::string shown_nine_keys(const TypingProgress& typing) {
  const CandidatesAnswer& page = typing.page;
  return typing.keys.starts_with(page.keys) ? page.spelled + typing.keys.substr(page.keys.size()) : typing.keys;
}

}  // namespace

ui::Keyboard keyboard_of(const VisitMachine& machine) {
  ui::Keyboard out;
  out.modes = machine.keyboard_modes();
  if (out.modes.empty()) return out;
  const TypingProgress& typing = machine.state().typing;
  out.mode = machine.keyboard_mode();
  const ui::Page page = machine.state().page;
  out.direct = page == ui::Page::find_me || page == ui::Page::staff_attendance || page == ui::Page::staff_papers || page == ui::Page::staff_hand_over;
  const bool nine = out.mode == ui::KeyboardMode::nine_key && !typing.keys.empty();
  out.keys = nine ? shown_nine_keys(typing) : shown_keys(out.mode, typing.keys);
  if (nine && !typing.awaited) out.readings = typing.page.readings;
  for (const TypingCandidate& candidate : typing.page.candidates) out.candidates.push_back(candidate.text);
  out.first = typing.page.first;
  out.total = typing.page.total;
  out.spread = typing.spread;
  out.upper = typing.upper;
  out.ink = typing.ink;
  out.ink_box = typing.ink_box;
  return out;
}

}  // namespace openday::app
