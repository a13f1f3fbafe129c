#include "tests/text/text_fixture.h"

#include <algorithm>
#include <fstream>
#include <limits>
#include <sstream>
#include <stdexcept>

namespace openday::text {

std::shared_ptr<const Readings> built_readings() {
  auto readings = Readings::load(OPENDAY_TEXT_DATA_DIR);
  if (!readings) throw std::runtime_error(readings.error().what);
  return std::make_shared<const Readings>(std::move(*readings));
}

std::vector<std::string> spellings_of(const Readings& readings, char32_t character) {
  std::vector<std::string> out;
  for (const Syllable syllable : readings.of(character)) out.emplace_back(readings.spelling(syllable));
  return out;
}

std::vector<std::string> texts(const Page& page) {
  std::vector<std::string> out;
  for (const Candidate& one : page.candidates) out.push_back(one.text);
  return out;
}

std::vector<std::string> offered(Engine& engine, std::string_view keys) {
  engine.feed(keys);
  return texts(engine.candidates(0, std::numeric_limits<std::size_t>::max()));
}

std::size_t rank_of(Engine& engine, std::string_view keys, std::string_view text) {
  const auto all = offered(engine, keys);
  const auto found = std::ranges::find(all, text);
  return found == all.end() ? std::numeric_limits<std::size_t>::max() : static_cast<std::size_t>(found - all.begin());
}

std::vector<UnihanLine> unihan_lines(std::string_view field) {
  std::ifstream file(std::string(OPENDAY_TEXT_DATA_DIR) + "/unihan.txt");
  std::vector<UnihanLine> out;
  for (std::string line; std::getline(file, line);) {
    std::istringstream cells(line);
    std::string code, name, value;
    if (std::getline(cells, code, '\t') && std::getline(cells, name, '\t') && std::getline(cells, value) && name == field) {
      out.push_back({static_cast<char32_t>(std::stoul(code.substr(2), nullptr, 16)), value});
    }
  }
  return out;
}

}  // namespace openday::text
