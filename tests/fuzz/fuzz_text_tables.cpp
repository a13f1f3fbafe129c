// Phrase lists that an office edits, and tables that a disk damaged: read or refused, never half.
#include <cstdlib>

#include "kiosk/text/data_file.h"
#include "kiosk/text/phrase_list.h"
#include "kiosk/text/readings.h"
#include "kiosk/text/stroke_table.h"

namespace {

using namespace openday;

// A file with this content and a right checksum, so that the reader behind it is reached.
std::string sealed(std::string_view magic, std::string_view content) {
  text::DataWriter writer(std::string(magic) + std::string(content));
  return writer.finish();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const text::Readings readings = std::move(*text::Readings::load(OPENDAY_TEXT_DATA_DIR));
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (const auto list = text::PhraseList::parse(bytes, "fuzz.tsv", readings)) {
    for (const text::Phrase& phrase : list->phrases()) {
      if (phrase.text.empty() || phrase.syllables.empty()) std::abort();
    }
  }
  if (const auto table = text::Readings::parse(sealed("ODREAD1\n", bytes), "fuzz")) {
    for (text::Syllable i = 0; i < table->tables().syllables.size(); ++i) static_cast<void>(table->characters(i).size());
  }
  if (const auto table = text::StrokeTable::parse(sealed("ODSTRK1\n", bytes), "fuzz")) static_cast<void>(table->find("h*s", 9));
  return 0;
}
