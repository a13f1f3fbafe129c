#include "kiosk/event/person_name.h"

#include <algorithm>
#include <array>
#include <stdexcept>

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include "kiosk/base/utf8.h"

namespace openday::event {
namespace {

constexpr char32_t kMiddleDot = 0x00B7;
constexpr std::u32string_view kSeparators = U"\u00B7\u2022\u2027\u30FB\uFF65\u0387.\uFF0E";
constexpr std::string_view kMask = "＊";

// Double surnames of 百家姓 that are still borne, and the traditional forms of the commonest. A name that only begins like one
// (东方 as surname 东) shows one character more than it must: chosen so, since the guest has to recognise the name.
constexpr std::array<std::u32string_view, 40> kCompoundSurnames{
    U"欧阳", U"太史", U"端木", U"上官", U"司马", U"东方", U"独孤", U"南宫", U"万俟", U"闻人", U"夏侯", U"诸葛", U"尉迟", U"公羊",
    U"赫连", U"澹台", U"皇甫", U"宗政", U"濮阳", U"公冶", U"太叔", U"申屠", U"公孙", U"慕容", U"仲孙", U"钟离", U"长孙", U"宇文",
    U"司徒", U"鲜于", U"司空", U"闾丘", U"令狐", U"西门", U"呼延", U"轩辕", U"歐陽", U"司馬", U"諸葛", U"東方"};

struct Mapping {
  char32_t from, to;
};
// GB 18030-2022, annex on code points that moved out of the private use area; ICU 72 still has the older ones.
constexpr std::array<Mapping, 18> kPrivateUse{{
    {0xE78D, 0xFE10}, {0xE78E, 0xFE12}, {0xE78F, 0xFE11}, {0xE790, 0xFE13}, {0xE791, 0xFE14}, {0xE792, 0xFE15},
    {0xE793, 0xFE16}, {0xE794, 0xFE17}, {0xE795, 0xFE18}, {0xE796, 0xFE19}, {0xE81E, 0x9FB4}, {0xE826, 0x9FB5},
    {0xE82B, 0x9FB6}, {0xE82C, 0x9FB7}, {0xE832, 0x9FB8}, {0xE843, 0x9FB9}, {0xE854, 0x9FBA}, {0xE864, 0x9FBB},
}};

// The script property, and the blocks too: ICU 72 does not know characters of Unicode 15.1 yet.
bool is_hanzi(char32_t c) {
  UErrorCode status = U_ZERO_ERROR;
  return base::is_han(c) || uscript_getScript(static_cast<UChar32>(c), &status) == USCRIPT_HAN;
}

bool is_selector(char32_t c) { return u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_VARIATION_SELECTOR) != 0; }
bool is_space(char32_t c) { return u_isUWhiteSpace(static_cast<UChar32>(c)) != 0; }
bool is_combining(char32_t c) { return (U_GET_GC_MASK(static_cast<UChar32>(c)) & U_GC_M_MASK) != 0; }
// Controls, zero-width and direction marks: nobody's name has them, every copied cell may.
bool is_invisible(char32_t c) { return (U_GET_GC_MASK(static_cast<UChar32>(c)) & (U_GC_CC_MASK | U_GC_CF_MASK)) != 0; }

std::string to_nfc(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(status);
  if (U_FAILURE(status)) throw std::runtime_error("ICU has no NFC data; install libicu's data again");
  const auto source = icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
  std::string out;
  nfc->normalize(source, status).toUTF8String(out);
  return U_FAILURE(status) ? std::string(text) : out;
}

// White space at both ends dropped, runs of it folded into one space; invisible characters dropped.
std::u32string fold_space(std::u32string_view text) {
  std::u32string out;
  bool pending = false;
  for (const char32_t c : text) {
    if (is_space(c)) {
      pending = !out.empty();
    } else if (!is_invisible(c)) {
      if (pending) out += U' ';
      pending = false;
      out += c;
    }
  }
  return out;
}

// The nearest character on that side that is neither a space nor a variation selector, or 0.
char32_t neighbour(std::u32string_view text, std::size_t at, int step) {
  for (auto i = static_cast<std::ptrdiff_t>(at) + step; i >= 0 && i < static_cast<std::ptrdiff_t>(text.size()); i += step) {
    const char32_t c = text[static_cast<std::size_t>(i)];
    if (!is_space(c) && !is_selector(c)) return c;
  }
  return 0;
}

bool separates_hanzi(std::u32string_view text, std::size_t at) {
  return kSeparators.find(text[at]) != std::u32string_view::npos && is_hanzi(neighbour(text, at, -1)) && is_hanzi(neighbour(text, at, 1));
}

std::u32string unify_separators(std::u32string_view text) {
  std::u32string out;
  for (std::size_t i = 0; i < text.size(); ++i) out += separates_hanzi(text, i) ? kMiddleDot : text[i];
  return out;
}

// No space between two Hanzi or beside a middle dot: in lists it only pads.
std::u32string drop_padding(std::u32string_view text) {
  const auto closes_up = [](char32_t c) { return is_hanzi(c) || c == kMiddleDot; };
  std::u32string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != U' ' || !closes_up(neighbour(text, i, -1)) || !closes_up(neighbour(text, i, 1))) out += text[i];
  }
  return out;
}

// A character with what belongs to it: variation selectors and combining marks count for nothing by themselves.
std::size_t cluster_end(std::u32string_view text, std::size_t from) {
  std::size_t end = from + 1;
  while (end < text.size() && (is_selector(text[end]) || is_combining(text[end]))) ++end;
  return end;
}

std::size_t count_clusters(std::u32string_view text) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < text.size(); i = cluster_end(text, i)) ++count;
  return count;
}

bool has_compound_surname(std::u32string_view name) {
  return name.size() > 2 && std::ranges::find(kCompoundSurnames, name.substr(0, 2)) != kCompoundSurnames.end();
}

std::string masked(std::u32string_view shown, std::size_t hidden) {
  std::string out = base::to_utf8(shown);
  for (std::size_t i = 0; i < hidden; ++i) out += kMask;
  return out;
}

// One name without separators. The number of characters shows for Hanzi; other scripts always get two marks.
std::string mask_part(std::u32string_view part, bool whole_name) {
  if (part.empty()) return {};
  const std::size_t shown = whole_name && has_compound_surname(part) ? 2 : cluster_end(part, 0);
  const std::size_t hidden = count_clusters(part.substr(shown));
  if (!is_hanzi(part.front()) || !whole_name) return masked(part.substr(0, shown), 2);
  return masked(part.substr(0, shown), std::max<std::size_t>(hidden, 1));
}

}  // namespace

char32_t from_gb18030_private_use(char32_t code_point) {
  const auto found = std::ranges::find(kPrivateUse, code_point, &Mapping::from);
  return found == kPrivateUse.end() ? code_point : found->to;
}

std::string normalise_name(std::string_view name) {
  std::u32string text = base::to_code_points(name);
  std::ranges::transform(text, text.begin(), from_gb18030_private_use);
  text = base::to_code_points(to_nfc(base::to_utf8(text)));
  return base::to_utf8(drop_padding(unify_separators(fold_space(text))));
}

std::size_t surname_length(std::u32string_view name) {
  if (name.empty() || !is_hanzi(name.front()) || name.find_first_of(U"\u00B7 ") != std::u32string_view::npos) return 0;
  return has_compound_surname(name) ? 2 : 1;
}

std::span<const std::u32string_view> compound_surnames() { return kCompoundSurnames; }

std::string mask_name(std::string_view name) {
  const std::u32string text = base::to_code_points(normalise_name(name));
  const bool whole = text.find_first_of(U"\u00B7 ") == std::u32string::npos;
  std::string out;
  std::size_t from = 0;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    if (i < text.size() && text[i] != kMiddleDot && text[i] != U' ') continue;
    out += mask_part(std::u32string_view(text).substr(from, i - from), whole);
    if (i < text.size()) out += base::to_utf8(text[i]);
    from = i + 1;
  }
  return out;
}

std::string mask_phone(std::string_view phone) {
  const bool mobile = phone.size() == 11 && std::ranges::all_of(phone, [](char c) { return c >= '0' && c <= '9'; });
  if (mobile) return std::string(phone.substr(0, 3)) + "****" + std::string(phone.substr(7));
  const std::u32string text = base::to_code_points(phone);
  return "****" + base::to_utf8(std::u32string_view(text).substr(text.size() - std::min<std::size_t>(4, text.size())));
}

}  // namespace openday::event
