// What the keyboard keeps between two frames: what is under the finger, and which of its folds stand open. A part of PageState: it dies
// with page or visit, and nothing that was typed is in it.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/ui/model_keyboard.h"

namespace openday::ui {

struct KeyboardTouch {
  bool more = false;                                        // 更多 shows the other keyboards
  std::vector<std::size_t> turned;                          // spread candidates: the first number of each page before this one
  std::size_t readings_from = 0;                            // nine keys: the first one in the column
  std::string readings_of;                                  // the keys they belong to
  std::optional<std::chrono::milliseconds> erasing_since;   // the finger is on the erase key
  int repeats = 0;                                          // of it, done
  std::optional<int> drawing;                               // the box of the pad on which the finger came down
  InkLine line;                                             // the stroke under the finger
};

}  // namespace openday::ui
