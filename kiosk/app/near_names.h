// Which names are alike enough for staff to look: the same name, or one that sounds the same. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kiosk/text/readings.h"

namespace openday::app {

// Keys under which a name is looked up; names that share one are alike. The name itself without separators, and its toneless syllables
// by every reading of up to eight ways to read it, surname's reading first. One character alone has only itself: half a phone book
// sounds like it.
[[nodiscard]] std::vector<std::string> name_keys(std::string_view name, const text::Readings& readings);

}  // namespace openday::app
