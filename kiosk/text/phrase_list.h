// Phrases that stand in front of what an engine guesses: the office's vocabulary (assets/phrases/office.tsv), or names that the caller
// gives. Found by full pinyin and by initials. Immutable after loading. A list of guests' names belongs on staff's pages only: on a
// public screen it would offer every guest to whoever types.
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/result.h"
#include "kiosk/text/readings.h"

namespace openday::text {

enum class PhraseError { invalid };

struct Phrase {
  std::string text;
  std::vector<std::string> syllables;
};

class PhraseList {
 public:
  PhraseList() = default;
  // One phrase a line, the more important first; after a tab its syllables where a character is not read as usual ("调解<tab>tiao jie");
  // "=地<tab>di" gives a character's usual reading for the lines after it. '#' begins a comment. The error names file and line.
  [[nodiscard]] static base::Result<PhraseList, PhraseError> parse(std::string_view text, std::string_view name, const Readings& readings);
  // Names as normalise_name gives them; one with a character that has no reading is left out. Surnames are read as such.
  [[nodiscard]] static PhraseList of_names(std::span<const std::string> names, const Readings& readings);

  // The phrases whose syllables these keys (a..z and apostrophes) spell, in the list's order; then by their initials; then those that
  // only begin so, none of the first two. Apostrophes must stand between syllables.
  [[nodiscard]] std::vector<const Phrase*> spelled(std::string_view keys) const;
  [[nodiscard]] std::vector<const Phrase*> initialled(std::string_view keys) const;
  [[nodiscard]] std::vector<const Phrase*> beginning(std::string_view keys, std::size_t most) const;
  [[nodiscard]] const std::vector<Phrase>& phrases() const { return phrases_; }
  // The same phrases in the same order, their syllables written otherwise: found by what `written` makes of them.
  [[nodiscard]] PhraseList rewritten(const std::function<std::string(std::string_view)>& written) const;

 private:
  struct Key {
    std::string letters;
    std::size_t phrase;
    auto operator<=>(const Key&) const = default;
  };
  void add(Phrase phrase);
  void sort();
  [[nodiscard]] std::vector<const Phrase*> with_key(const std::vector<Key>& keys, std::string_view letters) const;

  std::vector<Phrase> phrases_;
  std::vector<Key> spellings_, initials_;   // sorted by letters, then by the list's order
};

}  // namespace openday::text
