// The sentence sources of fcitx5: libime's dictionary and trigram model of simplified Chinese (LGPL-2.1+, linked dynamically). Beside
// nine_keys_libime.cpp the only file that knows libime. Nothing is learned: its history stays empty and no user file is given to it.
#pragma once

#include <filesystem>
#include <memory>

#include "kiosk/base/result.h"
#include "kiosk/text/nine_keys.h"
#include "kiosk/text/sentence_source.h"
#include "kiosk/text/spelled_source.h"

namespace openday::text {

struct SentenceFiles {
  std::filesystem::path dictionary;   // sc.dict of libime-data
  std::filesystem::path model;        // zh_CN.lm of libime-data-language-model
};
// Where this machine's Debian packages put them.
[[nodiscard]] SentenceFiles installed_sentence_files();

enum class SentenceError { missing, unusable };

// Dictionary and model, which sources of one thread share (libime_words.h).
struct LibimeWords;

// Takes 0.2 s and more: open it on the engine's thread. The model is mapped, the dictionary is read.
[[nodiscard]] base::Result<std::shared_ptr<LibimeWords>, SentenceError> open_libime_words(const SentenceFiles& files);
// From the letters of 26 keys, and from those that nine keys can stand for; words that one of them is taught are known to both.
[[nodiscard]] std::unique_ptr<SentenceSource> letter_source(std::shared_ptr<LibimeWords> words);
[[nodiscard]] std::unique_ptr<SpelledSource> nine_key_source(std::shared_ptr<LibimeWords> words, std::shared_ptr<const NineKeySyllables> syllables);

}  // namespace openday::text
