#include "kiosk/event/opinion.h"

#include <algorithm>
#include <memory>
#include <stdexcept>

#include <unicode/brkiter.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include "kiosk/base/utf8.h"

namespace openday::event {
namespace {

// What a text of `limit` code points can have been before cleaning: more than this is not looked at.
constexpr std::size_t kLookedAt = 8, kLookedAtLeast = 256;

bool ends_line(char32_t c) { return c == U'\n' || c == U'\r' || c == U'\v' || c == U'\f' || c == 0x85 || c == 0x2028 || c == 0x2029; }

// Joiners make emoji and letters, tags make flags: of all invisible formatting they alone stay.
bool is_kept_format(char32_t c) { return c == 0x200C || c == 0x200D || (c >= 0xE0020 && c <= 0xE007F); }

bool is_dropped(char32_t c) {
  if (c == 0xFFFD || (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF)) return true;   // ill-formed bytes, noncharacters
  const auto mask = U_GET_GC_MASK(static_cast<UChar32>(c));
  if ((mask & U_GC_CC_MASK) != 0) return true;
  // Formatting that is drawn (Arabic number signs) has no default-ignorable property and stays.
  return (mask & U_GC_CF_MASK) != 0 && !is_kept_format(c) && u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_DEFAULT_IGNORABLE_CODE_POINT) != 0;
}

std::u32string without_controls(std::u32string_view text) {
  std::u32string out;
  std::size_t lines = 1, in_a_row = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    char32_t c = text[i];
    if (ends_line(c)) {
      if (c == U'\r' && i + 1 < text.size() && text[i + 1] == U'\n') continue;
      if (++in_a_row > 2) continue;
      c = ++lines > kMaxLines ? U' ' : U'\n';
    } else if (c == U'\t') {
      c = U' ';
    } else if (is_dropped(c)) {
      continue;
    } else {
      in_a_row = 0;
    }
    out += c;
  }
  return out;
}

bool is_blank(char32_t c) { return c == U'\n' || u_isUWhiteSpace(static_cast<UChar32>(c)) != 0; }

std::u32string_view trimmed(std::u32string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

std::u32string composed(std::u32string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(status);
  if (U_FAILURE(status)) throw std::runtime_error("ICU has no NFC data; install libicu's data again");
  const auto source = icu::UnicodeString::fromUTF8(base::to_utf8(text));
  std::string out;
  nfc->normalize(source, status).toUTF8String(out);
  return U_FAILURE(status) ? std::u32string(text) : base::to_code_points(out);
}

std::unique_ptr<icu::BreakIterator> clusters() {
  UErrorCode status = U_ZERO_ERROR;
  std::unique_ptr<icu::BreakIterator> out(icu::BreakIterator::createCharacterInstance(icu::Locale::getRoot(), status));
  if (U_FAILURE(status) || !out) throw std::runtime_error("ICU has no rules for characters; install libicu's data again");
  return out;
}

// The longest prefix of whole clusters of at most `limit` code points.
std::u32string first_characters(const std::u32string& text, std::size_t limit) {
  if (text.size() <= limit) return text;
  const auto source = icu::UnicodeString::fromUTF8(base::to_utf8(text));
  const auto breaks = clusters();
  breaks->setText(source);
  std::size_t whole = 0;
  for (std::int32_t end = breaks->next(); end != icu::BreakIterator::DONE; end = breaks->next()) {
    const auto count = static_cast<std::size_t>(source.countChar32(0, end));
    if (count > limit) break;
    whole = count;
  }
  return text.substr(0, whole == 0 ? limit : whole);
}

}  // namespace

CleanText clean_text(std::string_view text, std::size_t limit, Edges edges) {
  const std::string_view looked_at = base::first_code_points(text, limit * kLookedAt + kLookedAtLeast);
  std::u32string points = composed(without_controls(base::to_code_points(looked_at)));
  if (edges == Edges::trim) points = trimmed(points);
  CleanText out;
  out.shortened = points.size() > limit || (looked_at.size() < text.size() && !trimmed(base::to_code_points(base::first_bytes(text.substr(looked_at.size()), kLookedAtLeast))).empty());
  points = first_characters(points, limit);
  if (edges == Edges::trim) points = trimmed(points);
  out.text = base::to_utf8(points);
  return out;
}

std::string without_last_character(std::string_view text) {
  const auto source = icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
  const auto breaks = clusters();
  breaks->setText(source);
  breaks->last();
  const std::int32_t end = breaks->previous();
  std::string out;
  if (end != icu::BreakIterator::DONE) source.tempSubString(0, end).toUTF8String(out);
  return out;
}

}  // namespace openday::event
