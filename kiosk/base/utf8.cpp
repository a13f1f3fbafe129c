#include "kiosk/base/utf8.h"

#include <algorithm>
#include <array>

namespace openday::base {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

struct Decoded {
  char32_t code_point = kReplacement;
  std::size_t length = 1;
  bool well_formed = false;
};

constexpr bool is_scalar(char32_t c) { return c <= 0x10FFFF && (c < 0xD800 || c > 0xDFFF); }

std::size_t length_by_lead(unsigned char lead) {
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead <= 0xDF) return 2;
  if (lead >= 0xE0 && lead <= 0xEF) return 3;
  if (lead >= 0xF0 && lead <= 0xF4) return 4;
  return 0;  // a continuation byte, C0, C1 or above F4: RFC 3629 section 4
}

// The code point at the front of a text that is not empty. An ill-formed byte stands for itself alone.
Decoded decode(std::string_view text) {
  static constexpr std::array<char32_t, 5> kLeast{0, 0, 0x80, 0x800, 0x10000};
  const auto lead = static_cast<unsigned char>(text.front());
  const std::size_t length = length_by_lead(lead);
  if (length == 1) return {lead, 1, true};
  if (length == 0 || text.size() < length) return {};
  char32_t code_point = lead & (0x7Fu >> length);
  for (std::size_t i = 1; i < length; ++i) {
    const auto next = static_cast<unsigned char>(text[i]);
    if ((next & 0xC0) != 0x80) return {};
    code_point = code_point << 6 | (next & 0x3Fu);
  }
  if (code_point < kLeast[length] || !is_scalar(code_point)) return {};
  return {code_point, length, true};
}

void append(std::string& out, char32_t c) {
  if (!is_scalar(c)) c = kReplacement;
  const auto tail = [&out](char32_t bits) { out += static_cast<char>(0x80 | (bits & 0x3F)); };
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xC0 | c >> 6);
    tail(c);
  } else if (c < 0x10000) {
    out += static_cast<char>(0xE0 | c >> 12);
    tail(c >> 6);
    tail(c);
  } else {
    out += static_cast<char>(0xF0 | c >> 18);
    tail(c >> 12);
    tail(c >> 6);
    tail(c);
  }
}

struct Range {
  char32_t first, last;
};
// Unicode 15.1, blocks of CJK ideographs.
constexpr std::array<Range, 12> kHan{{
    {0x3007, 0x3007},    // 〇
    {0x3400, 0x4DBF},    // extension A
    {0x4E00, 0x9FFF},    // URO
    {0xF900, 0xFAFF},    // compatibility
    {0x20000, 0x2A6DF},  // B
    {0x2A700, 0x2B73F},  // C
    {0x2B740, 0x2B81F},  // D
    {0x2B820, 0x2CEAF},  // E
    {0x2CEB0, 0x2EBEF},  // F
    {0x2EBF0, 0x2EE5F},  // I
    {0x2F800, 0x2FA1F},  // compatibility supplement
    {0x30000, 0x323AF},  // G, H
}};

}  // namespace

bool is_utf8(std::string_view text) {
  while (!text.empty()) {
    const Decoded next = decode(text);
    if (!next.well_formed) return false;
    text.remove_prefix(next.length);
  }
  return true;
}

std::u32string to_code_points(std::string_view text) {
  std::u32string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const Decoded next = decode(text);
    out += next.code_point;
    text.remove_prefix(next.length);
  }
  return out;
}

std::string to_utf8(std::u32string_view code_points) {
  std::string out;
  out.reserve(code_points.size());
  for (const char32_t c : code_points) append(out, c);
  return out;
}

std::string to_utf8(char32_t code_point) { return to_utf8(std::u32string_view(&code_point, 1)); }

std::size_t count_code_points(std::string_view text) {
  std::size_t count = 0;
  for (; !text.empty(); ++count) text.remove_prefix(decode(text).length);
  return count;
}

std::string_view first_code_points(std::string_view text, std::size_t limit) {
  std::size_t end = 0;
  for (; limit > 0 && end < text.size(); --limit) end += decode(text.substr(end)).length;
  return text.substr(0, end);
}

std::string_view first_bytes(std::string_view text, std::size_t limit) {
  std::size_t end = 0;
  while (end < text.size()) {
    const std::size_t next = end + decode(text.substr(end)).length;
    if (next > limit) break;
    end = next;
  }
  return text.substr(0, end);
}

bool is_han(char32_t code_point) {
  return std::any_of(kHan.begin(), kHan.end(), [&](const Range& r) { return code_point >= r.first && code_point <= r.last; });
}

}  // namespace openday::base
