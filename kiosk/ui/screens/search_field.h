// The field of a page on which somebody is searched for, and how it shares the page with what was found.
#pragma once

#include <string>

#include "kiosk/ui/screens/screens.h"

namespace openday::ui {

struct SearchField {
  std::string query, keys;               // keys: typed and not chosen yet
  std::string empty;                     // before anything is typed
  std::string said;                      // on the right: how many were found; may be empty
};
[[nodiscard]] float search_field_height(const Painter& p);
void draw_search_field(Painter& p, Rect rect, const SearchField& field);

// The field above what was found; beside it on a page with too little height for both. `least`: height of one that was found.
struct SearchHalves {
  Rect field, rest;
};
[[nodiscard]] SearchHalves search_halves(const Painter& p, Rect content, float least);

}  // namespace openday::ui
