// What the on-screen keyboard draws; a part of the snapshot in model.h. What was typed lives in the visit (app/visit_typing.h); a screen
// keeps nothing but the key and the stroke under the finger.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace openday::ui {

// phrases: ready sentences to tap. phone_tail and code search a guest by digits and by what is written under the code.
// nine_key: pinyin on the digits 2 to 9 of a telephone.
enum class KeyboardMode { phrases, pinyin, nine_key, handwriting, stroke, latin, symbols, digits, phone_tail, code };

struct InkDot {
  float x = 0, y = 0;                      // of the pad, 0..1, y downwards
};
using InkLine = std::vector<InkDot>;       // one stroke, in the order in which it was drawn

struct Keyboard {
  std::vector<KeyboardMode> modes;         // offered on this page, in this order; empty: no keyboard
  KeyboardMode mode = KeyboardMode::pinyin;
  bool direct = false;                     // letters go straight into the field: nothing is chosen from candidates but ink
  std::string keys;                        // typed and not chosen yet, underlined behind the text: letters; strokes as 一丨丿丶乛; of nine keys their best reading
  std::vector<std::string> readings;       // nine keys: what the first syllable not settled may be, the likeliest first
  std::vector<std::string> candidates;     // best first, from number `first` on
  std::size_t first = 0, total = 0;        // number of the first one here; how many there are in all
  bool spread = false;                     // candidates take the place of the keys, a page of them
  bool upper = false;                      // capital letters
  std::vector<InkLine> ink;                // strokes on the pad, not yet taken for a character
  int ink_box = 0;                         // where a pad has two boxes: the one they lie in. A stroke in the other one begins the next character
};

}  // namespace openday::ui
