// The letters on the keys 2 to 9 of a telephone (ITU-T E.161), and which syllables of Mandarin a run of keys can be. A key is a digit,
// which stands for three or four letters, or a letter that was settled already; ü is on 8 with u and v. Immutable; share it by reference.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kiosk/text/readings.h"

namespace openday::text {

// '2'..'9' for a..z, anything else as it is.
[[nodiscard]] char key_of(char letter);
[[nodiscard]] std::string keys_of(std::string_view letters);
// This key can stand for the letter.
[[nodiscard]] inline bool stands_for(char key, char letter) { return key == letter || key == key_of(letter); }

inline constexpr std::size_t kLongestSyllable = 6;   // zhuang

class NineKeySyllables {
 public:
  explicit NineKeySyllables(std::shared_ptr<const Readings> readings);

  // Syllables that these keys (2..9, a..z) are, in alphabetical order; those with a Hanzi only.
  [[nodiscard]] std::vector<Syllable> whole(std::string_view keys) const;
  // Those that are longer and begin so.
  [[nodiscard]] std::vector<Syllable> begun(std::string_view keys) const;
  [[nodiscard]] const Readings& readings() const { return *readings_; }

 private:
  [[nodiscard]] bool fits(std::string_view keys, Syllable syllable) const;

  std::shared_ptr<const Readings> readings_;
  std::vector<std::pair<std::string, Syllable>> codes_;   // digits; sorted
};

}  // namespace openday::text
