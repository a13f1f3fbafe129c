#include "kiosk/text/name_query.h"

#include <algorithm>

#include "kiosk/base/utf8.h"

namespace openday::text {
namespace {

constexpr std::size_t kTailDigits = 4, kLeastCode = 3;

// U+FF01..FF5E are the wide forms of U+0021..007E.
char32_t narrow(char32_t c) { return c >= 0xFF01 && c <= 0xFF5E ? c - 0xFF01 + 0x21 : c; }
bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }
char32_t lower(char32_t c) {
  if (c == U'ü' || c == U'Ü') return U'v';
  return c >= U'A' && c <= U'Z' ? c - U'A' + U'a' : c;
}

std::vector<QueryUnit> units_of(std::u32string_view text) {
  std::vector<QueryUnit> out;
  bool divided = false;
  for (const char32_t c : text) {
    const char32_t character = lower(c);
    const bool letter = character >= U'a' && character <= U'z';
    if (!letter && !base::is_han(character)) {
      divided = true;
      continue;
    }
    if (out.size() == kMaxQueryUnits) break;
    out.push_back({character, letter, divided && !out.empty()});
    divided = false;
  }
  return out;
}

}  // namespace

std::string normal_code(std::string_view code) {
  std::string out;
  for (const char32_t wide : base::to_code_points(code)) {
    const char32_t c = lower(narrow(wide));
    if (c >= U'a' && c <= U'z') out += static_cast<char>(c - U'a' + U'A');
    if (is_digit(c)) out += static_cast<char>(c);
  }
  return out;
}

NameQuery read_query(std::string_view text) {
  std::u32string characters = base::to_code_points(text);
  std::ranges::transform(characters, characters.begin(), narrow);
  NameQuery out;
  if (std::ranges::none_of(characters, is_digit)) {
    out.units = units_of(characters);
    return out;
  }
  if (std::ranges::any_of(characters, base::is_han)) return out;
  std::string code = normal_code(text);
  const bool only_digits = std::ranges::all_of(code, [](char c) { return is_digit(static_cast<unsigned char>(c)); });
  if (only_digits && code.size() == kTailDigits) out.phone_tail = code;
  if (code.size() >= kLeastCode) out.code = std::move(code);
  return out;
}

}  // namespace openday::text
