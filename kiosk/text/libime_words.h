// What the sources made of libime share. For sentence_libime.cpp and nine_keys_libime.cpp only.
#pragma once

#include <libime/core/userlanguagemodel.h>
#include <libime/pinyin/pinyindictionary.h>
#include <libime/pinyin/pinyinime.h>

#include "kiosk/text/sentence_libime.h"

namespace openday::text {

struct LibimeWords {
  // Throws what libime throws.
  explicit LibimeWords(const SentenceFiles& files);

  libime::PinyinIME ime;
};

}  // namespace openday::text
