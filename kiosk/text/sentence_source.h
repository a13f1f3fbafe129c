// Whole sentences from pinyin, as a language model knows them. An interface, so that pinyin_engine.h works without one: when its files
// are missing the kiosk goes on with phrases and single characters.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace openday::text {

struct Guess {
  std::string text;
  std::size_t keys = 0;    // how many of the keys it stands for
};

class SentenceSource {
 public:
  virtual ~SentenceSource() = default;
  // `keys`: a..z and apostrophes. The best first; whole sentences before words and characters of the beginning.
  [[nodiscard]] virtual std::vector<Guess> guess(std::string_view keys, std::size_t most) = 0;
  // A word that the model does not know, with its syllables joined by apostrophes; false when they are none.
  virtual bool add_word(std::string_view word, std::string_view syllables) = 0;
  // Forgets the keys, not the words.
  virtual void reset() = 0;
};

}  // namespace openday::text
