// What is being written, in its field: the text, behind it the keys that are not chosen yet, underlined, and the caret. Its end is always
// in sight. Registers the field, so that scripts and attached keyboards type into it.
#pragma once

#include "kiosk/ui/widgets/text.h"

namespace openday::ui {

struct TypedText {
  std::string_view text, keys;     // keys: Keyboard::keys
  std::string_view empty;          // said in place of them while there are none
  float em = 10, line = 1.35f;
  float spacing = 0;               // between characters, of em
};
void draw_typed_text(Painter& p, Rect box, const TypedText& what);

}  // namespace openday::ui
