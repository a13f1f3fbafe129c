#include "kiosk/roster_io/guest_cells.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "kiosk/base/utf8.h"

namespace openday::roster_io {
namespace {

constexpr std::string_view kDigits = "0123456789";

bool all_digits(std::string_view text) { return !text.empty() && text.find_first_not_of(kDigits) == std::string_view::npos; }

bool separates(char32_t c) { return std::u32string_view(U"、，,;；/／\n\r+＋&").find(c) != std::u32string_view::npos; }

// A space divides two names of Hanzi, not the words of one in another script.
bool divides(const std::u32string& text, std::size_t at) {
  if (separates(text[at])) return true;
  const bool space = text[at] == U' ' || text[at] == U'\u3000' || text[at] == U'\t';
  return space && at > 0 && at + 1 < text.size() && base::is_han(text[at - 1]) && base::is_han(text[at + 1]);
}

std::string_view drop_suffix(std::string_view text) {
  for (const std::string_view suffix : {"人", "名", "位"})
    if (text.ends_with(suffix)) text.remove_suffix(suffix.size());
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

}  // namespace

std::optional<std::string> mobile_of(std::string_view cell) {
  std::string digits;
  for (const char c : cell)
    if (c != ' ' && c != '-' && c != '\'' && c != '(' && c != ')') digits += c;
  for (const std::string_view prefix : {"+86", "0086"})
    if (digits.starts_with(prefix)) digits.erase(0, prefix.size());
  if (digits.size() == 13 && digits.starts_with("86")) digits.erase(0, 2);
  const bool mobile = digits.size() == 11 && all_digits(digits) && digits[0] == '1' && digits[1] >= '3';
  return mobile ? std::optional(digits) : std::nullopt;
}

bool is_id_number(std::string_view text) {
  constexpr std::array<int, 17> kWeights{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  constexpr std::string_view kChecks = "10X98765432";
  if (text.size() != 18 || !all_digits(text.substr(0, 17))) return false;
  int sum = 0;
  for (std::size_t i = 0; i < kWeights.size(); ++i) sum += kWeights[i] * (text[i] - '0');
  const char last = text[17] == 'x' ? 'X' : text[17];
  return last == kChecks[static_cast<std::size_t>(sum % 11)];
}

std::optional<int> count_of_persons(std::string_view cell, int least, int most) {
  const std::string_view text = drop_suffix(cell);
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value < least || value > most) return std::nullopt;
  return value;
}

std::optional<int> count_companions(std::string_view cell, int most) {
  if (cell.empty() || says_nothing(cell)) return 0;
  const std::u32string text = base::to_code_points(cell);
  const bool named = std::ranges::any_of(text, [](char32_t c) { return (c >= 0x80 && c != U'人' && c != U'名' && c != U'位') || (c >= U'A' && c <= U'z'); });
  if (!named) return count_of_persons(cell, 0, most);
  int count = 0;
  bool inside = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool divided = divides(text, i);
    count += !divided && !inside && text[i] != U' ';
    inside = !divided && (inside || text[i] != U' ');
  }
  return count <= most ? std::optional(count) : std::nullopt;
}

bool says_nothing(std::string_view cell) {
  constexpr std::array<std::string_view, 9> kWords{"无", "/", "-", "—", "——", "--", "没有", "暂无", "\\"};
  return std::ranges::find(kWords, cell) != kWords.end();
}

}  // namespace openday::roster_io
