#include "kiosk/app/near_names.h"

#include <algorithm>

#include "kiosk/base/utf8.h"
#include "kiosk/event/person_name.h"

namespace openday::app {

namespace {

constexpr std::size_t kMostWays = 8;

std::u32string letters_of(std::string_view name) {
  std::u32string out;
  for (const char32_t one : base::to_code_points(event::normalise_name(name)))
    if (one != U' ' && one != U'\u00B7') out += one >= U'A' && one <= U'Z' ? one + 32 : one;
  return out;
}

// One way of reading for each reading of the next character.
void read_on(std::vector<std::string>& ways, std::span<const text::Syllable> syllables, const text::Readings& readings) {
  std::vector<std::string> out;
  for (const std::string& way : ways)
    for (const text::Syllable one : syllables)
      if (out.size() < kMostWays) out.push_back(way + std::string(readings.spelling(one)) + " ");
  ways = std::move(out);
}

}  // namespace

std::vector<std::string> name_keys(std::string_view name, const text::Readings& readings) {
  const std::u32string letters = letters_of(name);
  if (letters.empty()) return {};
  std::vector<std::string> out{"=" + base::to_utf8(letters)};
  if (letters.size() < 2) return out;
  std::vector<std::string> ways{""};
  for (std::size_t i = 0; i < letters.size(); ++i) {
    const auto surname = i == 0 ? readings.of_surname(letters.substr(0, 1)) : std::span<const text::Syllable>();
    const auto syllables = surname.empty() ? readings.of(letters[i]) : surname;
    if (syllables.empty()) return out;   // nobody knows how it sounds
    read_on(ways, syllables, readings);
  }
  out.insert(out.end(), ways.begin(), ways.end());
  std::ranges::sort(out);
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

}  // namespace openday::app
