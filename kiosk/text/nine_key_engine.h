// Pinyin on the nine keys of a telephone: 64426 is ni hao, or mi gan. The office's phrases first, then sentences and words of whatever
// the keys can be, then every character of Unihan that is read so, the customary ones of each syllable before the rare ones of any. A
// guest may settle a syllable: its letters then stand among the keys with an apostrophe behind them, "ni'426".
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "kiosk/text/engine.h"
#include "kiosk/text/nine_keys.h"
#include "kiosk/text/phrase_list.h"
#include "kiosk/text/spelled_source.h"

namespace openday::text {

class NineKeyEngine final : public Engine {
 public:
  // `sentences` may be missing.
  NineKeyEngine(std::shared_ptr<const NineKeySyllables> syllables, PhraseList phrases, std::unique_ptr<SpelledSource> sentences);

  void feed(std::string_view keys) override;
  [[nodiscard]] Page candidates(std::size_t first, std::size_t count) const override;
  std::optional<Choice> choose(std::size_t number) override;
  void reset() override;

 private:
  class Collector;
  void collect();
  void collect_phrases(Collector& to, const std::vector<SpelledGuess>& guesses) const;
  void collect_characters(Collector& to) const;
  void collect_readings(std::string_view likeliest);
  [[nodiscard]] std::string spelling_without_sentences() const;

  std::shared_ptr<const NineKeySyllables> syllables_;
  PhraseList phrases_, on_keys_;             // the same ones, by letters and by digits
  std::unique_ptr<SpelledSource> sentences_;
  std::string keys_, spelled_;
  std::vector<Candidate> found_;
  std::vector<std::string> readings_;
};

}  // namespace openday::text
