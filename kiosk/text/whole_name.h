// Is what was typed a person's whole name: in Hanzi, in whole syllables of pinyin, or mixed? Initials and beginnings are not: who looks
// over a shoulder sees the first character and how many follow. Pure.
#pragma once

#include <string_view>

#include "kiosk/text/readings.h"

namespace openday::text {

// Any reading of a heteronym counts; separators and spaces may stand or be missing. `name` is normalised (event/person_name.h).
[[nodiscard]] bool is_whole_name(std::string_view typed, std::string_view name, const Readings& readings);

}  // namespace openday::text
