#include "kiosk/app/model_keyboard.h"

namespace openday::app {

ui::Keyboard keyboard_of(const VisitMachine& machine) {
  ui::Keyboard out;
  out.modes = machine.keyboard_modes();
  if (out.modes.empty()) return out;
  const TypingProgress& typing = machine.state().typing;
  out.mode = machine.keyboard_mode();
  out.direct = machine.state().page == ui::Page::find_me || machine.state().page == ui::Page::staff_papers;
  out.keys = shown_keys(out.mode, typing.keys);
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
