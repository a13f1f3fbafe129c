// The sentence source of fcitx5: libime's dictionary and trigram model of simplified Chinese (LGPL-2.1+, linked dynamically). The only
// file that knows libime. Nothing is learned: its history stays empty and no user file is given to it.
#pragma once

#include <filesystem>
#include <memory>

#include "kiosk/base/result.h"
#include "kiosk/text/sentence_source.h"

namespace openday::text {

struct SentenceFiles {
  std::filesystem::path dictionary;   // sc.dict of libime-data
  std::filesystem::path model;        // zh_CN.lm of libime-data-language-model
};
// Where this machine's Debian packages put them.
[[nodiscard]] SentenceFiles installed_sentence_files();

enum class SentenceError { missing, unusable };

// Takes 0.2 s and more: open it on the engine's thread. The model is mapped, the dictionary is read.
[[nodiscard]] base::Result<std::unique_ptr<SentenceSource>, SentenceError> open_libime(const SentenceFiles& files);

}  // namespace openday::text
