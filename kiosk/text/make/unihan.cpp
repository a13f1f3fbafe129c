#include "kiosk/text/make/unihan.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <stdexcept>

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include "kiosk/base/utf8.h"

namespace openday::text {
namespace {

// In the order in which they stand among a character's readings.
constexpr std::array<std::string_view, 5> kReadingFields{"kMandarin", "kHanyuPinlu", "kTGHZ2013", "kXHC1983", "kHanyuPinyin"};
constexpr int kLevel1 = 3500, kLevel2 = 6500;   // Tongyong Guifan Hanzi Biao, 2013: the last numbers of its levels 1 and 2

struct Fields {
  std::array<std::string, kReadingFields.size()> readings;
  int standard = 0, frequency = 6;
};

std::vector<std::string_view> split(std::string_view text, std::string_view separators) {
  std::vector<std::string_view> out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of(separators), text.size());
    if (end > 0) out.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

int to_number(std::string_view text) {
  int out = 0;
  std::from_chars(text.data(), text.data() + text.size(), out);
  return out;
}

void take_field(Fields& fields, std::string_view name, std::string_view value) {
  const auto found = std::ranges::find(kReadingFields, name);
  if (found != kReadingFields.end()) fields.readings[static_cast<std::size_t>(found - kReadingFields.begin())] = value;
  if (name == "kTGH") fields.standard = to_number(value.substr(value.find(':') + 1));
  if (name == "kFrequency") fields.frequency = to_number(value);
}

void add_reading(UnihanCharacter& to, std::string_view pinyin, bool customary, int count) {
  const std::string syllable = toneless(pinyin);
  if (syllable.empty()) return;
  auto found = std::ranges::find(to.readings, syllable, &UnihanReading::syllable);
  if (found == to.readings.end()) found = to.readings.insert(found, {syllable, false, 0});
  found->customary |= customary;
  found->count += count;
}

// One value: "dān", "dān(603)", "036.140:chán", "10729.040:yù,yú". A second kMandarin value is the one of Taiwan.
void add_readings(UnihanCharacter& to, std::string_view value, bool customary) {
  const auto parts = split(value, " ");
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const std::size_t colon = parts[i].find(':');
    for (const std::string_view reading : split(colon == std::string_view::npos ? parts[i] : parts[i].substr(colon + 1), ",")) {
      const std::size_t count = std::min(reading.find('('), reading.size());
      add_reading(to, reading.substr(0, count), customary && i == 0, count == reading.size() ? 0 : to_number(reading.substr(count + 1)));
    }
  }
}

UnihanCharacter to_character(const Fields& fields) {
  UnihanCharacter out;
  for (std::size_t i = 0; i < kReadingFields.size(); ++i) add_readings(out, fields.readings[i], i == 0);
  if (fields.standard > 0) out.level = fields.standard <= kLevel1 ? 1 : fields.standard <= kLevel2 ? 2 : 3;
  out.frequency = fields.frequency;
  return out;
}

}  // namespace

std::string toneless(std::string_view pinyin) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfd = icu::Normalizer2::getNFDInstance(status);
  if (U_FAILURE(status)) throw std::runtime_error("ICU has no NFD data; install libicu's data again");
  std::string decomposed;
  nfd->normalize(icu::UnicodeString::fromUTF8(icu::StringPiece(pinyin.data(), static_cast<std::int32_t>(pinyin.size()))), status).toUTF8String(decomposed);
  std::string out;
  for (const char32_t c : base::to_code_points(decomposed)) {
    if (c == U'\u0308' && !out.empty() && out.back() == 'u') out.back() = 'v';
    if (c >= U'a' && c <= U'z') out += static_cast<char>(c);
  }
  return out;
}

std::map<char32_t, UnihanCharacter> read_unihan(std::string_view text) {
  std::map<char32_t, Fields> fields;
  for (const std::string_view line : split(text, "\n")) {
    const auto cells = split(line, "\t");
    if (cells.size() != 3 || !cells[0].starts_with("U+")) continue;
    std::uint32_t character = 0;
    std::from_chars(cells[0].data() + 2, cells[0].data() + cells[0].size(), character, 16);
    take_field(fields[character], cells[1], cells[2]);
  }
  std::map<char32_t, UnihanCharacter> out;
  for (const auto& [character, of] : fields) {
    if (auto made = to_character(of); !made.readings.empty()) out.emplace(character, std::move(made));
  }
  return out;
}

}  // namespace openday::text
