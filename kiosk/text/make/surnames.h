// Surnames that are read otherwise than the same characters in a word, as ICU's transliterator Han-Latin/Names has them. Only the build
// uses this.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace openday::text {

// Toneless syllables of each of `characters` whose reading as a surname differs (单 shan), and of the surnames of two characters.
[[nodiscard]] std::vector<std::pair<std::u32string, std::vector<std::string>>> surname_readings(const std::vector<char32_t>& characters);

}  // namespace openday::text
