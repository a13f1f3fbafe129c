// Whole sentences from keys that stand for several letters each, as a language model knows them. An interface, so that
// nine_key_engine.h works without one.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace openday::text {

struct SpelledGuess {
  std::string text;
  std::size_t keys = 0;     // how many of the keys it stands for
  std::string spelling;     // its syllables, joined by apostrophes; the last one whole, also where it was only begun
  bool operator==(const SpelledGuess&) const = default;
};

class SpelledSource {
 public:
  virtual ~SpelledSource() = default;
  // `keys`: 2..9, a..z and single apostrophes between them. Whole sentences first, then words and characters of the beginning, those
  // of more keys before those of fewer, the likelier first.
  [[nodiscard]] virtual std::vector<SpelledGuess> guess(std::string_view keys, std::size_t most) = 0;
  virtual void reset() = 0;   // forgets the keys
};

}  // namespace openday::text
