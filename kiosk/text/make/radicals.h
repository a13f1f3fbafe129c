// Strokes of characters that no stroke dictionary has, as far as Unihan tells: the radical's strokes and how many others there are.
// Only the build uses this.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/text/stroke_table.h"

namespace openday::text {

struct RadicalSources {
  std::string_view unihan;                  // kRSUnicode and kTotalStrokes
  std::string_view names;                   // UnicodeData.txt: which forms a radical has
  std::string_view equivalents;             // EquivalentUnifiedIdeograph.txt: which character such a form is
};

// For each character that is not in `known`: its radical first and then unknown strokes, and the other way round. The radical is the form
// with as many strokes as it must have, by name or as the known characters of that radical have it; where there is none, all are unknown.
[[nodiscard]] std::vector<StrokeEntry> guess_strokes(const RadicalSources& sources, const std::map<char32_t, std::vector<std::string>>& known);

}  // namespace openday::text
