// What the tests of kiosk/text share: the tables as built, engines as the kiosk opens them, and short ways to ask.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/text/engine.h"
#include "kiosk/text/engine_factory.h"
#include "kiosk/text/readings.h"

namespace openday::text {

[[nodiscard]] std::shared_ptr<const Readings> built_readings();
[[nodiscard]] std::vector<std::string> spellings_of(const Readings& readings, char32_t character);
[[nodiscard]] std::vector<std::string> texts(const Page& page);
// All candidates for these keys.
[[nodiscard]] std::vector<std::string> offered(Engine& engine, std::string_view keys);
// The number of a candidate among all of them, from 0; SIZE_MAX when it is not offered.
[[nodiscard]] std::size_t rank_of(Engine& engine, std::string_view keys, std::string_view text);

// "U+4E00<tab>kMandarin<tab>yi" lines of Unihan, read without the product's own reader.
struct UnihanLine {
  char32_t character;
  std::string value;
};
[[nodiscard]] std::vector<UnihanLine> unihan_lines(std::string_view field);

}  // namespace openday::text
