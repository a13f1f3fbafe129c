// The lists of subjects and of phrases: any bytes are read or refused with a sentence.
#include <cstdlib>

#include "kiosk/event/opinion_catalogue.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace openday::event;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto catalogue = read_opinion_catalogue(text, "subjects.toml");
  const auto phrases = read_phrases(text, "phrases.toml");
  if (!catalogue && catalogue.error().what.empty()) std::abort();
  if (!phrases && phrases.error().what.empty()) std::abort();
  if (catalogue && opinion_subjects(OpinionRules{}, *catalogue, phrases ? *phrases : Phrases{}).empty()) std::abort();
  return 0;
}
