#include "kiosk/text/make/surnames.h"

#include <memory>
#include <sstream>
#include <stdexcept>

#include <unicode/translit.h>
#include <unicode/unistr.h>

#include "kiosk/base/utf8.h"
#include "kiosk/event/person_name.h"
#include "kiosk/text/make/unihan.h"

namespace openday::text {
namespace {

class Transliterator {
 public:
  explicit Transliterator(const char* id) {
    UErrorCode status = U_ZERO_ERROR;
    made_.reset(icu::Transliterator::createInstance(icu::UnicodeString::fromUTF8(id), UTRANS_FORWARD, status));
    if (U_FAILURE(status) || made_ == nullptr) throw std::runtime_error(std::string("ICU has no transliterator ") + id);
  }

  [[nodiscard]] std::vector<std::string> syllables(std::u32string_view text) const {
    icu::UnicodeString latin = icu::UnicodeString::fromUTF32(reinterpret_cast<const UChar32*>(text.data()), static_cast<std::int32_t>(text.size()));
    made_->transliterate(latin);
    std::string utf8;
    latin.toUTF8String(utf8);
    std::istringstream words(utf8);
    std::vector<std::string> out;
    for (std::string word; words >> word;) out.push_back(toneless(word));
    return out;
  }

 private:
  std::unique_ptr<icu::Transliterator> made_;
};

}  // namespace

std::vector<std::pair<std::u32string, std::vector<std::string>>> surname_readings(const std::vector<char32_t>& characters) {
  const Transliterator names("Han-Latin/Names"), words("Han-Latin");
  std::vector<std::pair<std::u32string, std::vector<std::string>>> out;
  for (const char32_t character : characters) {
    const std::u32string surname(1, character);
    auto read = names.syllables(surname);
    if (read.size() == 1 && !read.front().empty() && read != words.syllables(surname)) out.emplace_back(surname, std::move(read));
  }
  for (const std::u32string_view surname : event::compound_surnames()) {
    if (auto read = names.syllables(surname); read.size() == surname.size()) out.emplace_back(surname, std::move(read));
  }
  return out;
}

}  // namespace openday::text
