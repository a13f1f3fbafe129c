// Pinyin of 26 keys: the office's phrases and the names given first, then whole sentences and words, then every character of Unihan that
// is read so, standard characters first, so that any name can be typed by paging on. ü is typed v; lue and nue are understood too.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "kiosk/text/engine.h"
#include "kiosk/text/phrase_list.h"
#include "kiosk/text/readings.h"
#include "kiosk/text/sentence_source.h"

namespace openday::text {

struct PinyinParts {
  std::shared_ptr<const Readings> readings;
  PhraseList phrases;                            // the office's
  PhraseList names;                              // see the warning in phrase_list.h
  std::unique_ptr<SentenceSource> sentences;     // may be missing
};

class PinyinEngine final : public Engine {
 public:
  // Teaches the phrases to the sentence source, in memory.
  explicit PinyinEngine(PinyinParts parts);

  void feed(std::string_view keys) override;
  [[nodiscard]] Page candidates(std::size_t first, std::size_t count) const override;
  std::optional<Choice> choose(std::size_t number) override;
  void reset() override;

 private:
  class Collector;
  void collect();
  void collect_phrases(Collector& to, const std::vector<Guess>& guesses) const;
  void collect_characters(Collector& to) const;

  PinyinParts parts_;
  std::string keys_;
  std::vector<Candidate> found_;
};

}  // namespace openday::text
