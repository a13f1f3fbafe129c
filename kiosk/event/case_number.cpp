#include "kiosk/event/case_number.h"

#include "kiosk/base/crypto.h"

namespace openday::event {
namespace {

constexpr std::string_view kAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";   // Crockford
constexpr std::size_t kDigits = 7;                                           // and one to check them
constexpr std::string_view kReceipt = "OD-CASE:";
constexpr std::string_view kDomain = "openday-case/1";

// Luhn's check digit over base 32: finds every single wrong digit and most swapped neighbours.
char check_digit(std::string_view digits) {
  const int base = static_cast<int>(kAlphabet.size());
  int sum = 0, factor = 2;
  for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit) {
    const int product = factor * static_cast<int>(kAlphabet.find(*digit));
    sum += product / base + product % base;
    factor = 3 - factor;
  }
  return kAlphabet[static_cast<std::size_t>((base - sum % base) % base)];
}

std::string written(std::string_view digits) { return std::string(digits.substr(0, 4)) + "-" + std::string(digits.substr(4)); }

// One of the alphabet for any way of typing it; 0 for what separates; nothing for what does not belong there.
std::optional<char> digit_of(char c) {
  if (c == ' ' || c == '-') return char{0};
  if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  if (c == 'O') return '0';
  if (c == 'I' || c == 'L') return '1';
  return kAlphabet.find(c) == std::string_view::npos ? std::nullopt : std::optional(c);
}

}  // namespace

std::string case_number(const base::Uuid& id) {
  const base::Digest digest = base::Sha256().add(kDomain).add(base::ByteView(id.bytes)).finish();
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < 5; ++i) bits = bits << 8 | digest[i];
  std::string digits;
  for (std::size_t i = 0; i < kDigits; ++i) digits += kAlphabet[bits >> (5 * i) & 31];
  digits += check_digit(digits);
  return written(digits);
}

std::optional<std::string> parse_case_number(std::string_view text) {
  std::string digits;
  for (const char c : text) {
    const auto digit = digit_of(c);
    if (!digit || digits.size() > kDigits + 1) return std::nullopt;
    if (*digit) digits += *digit;
  }
  if (digits.size() != kDigits + 1 || check_digit(std::string_view(digits).substr(0, kDigits)) != digits.back()) return std::nullopt;
  return written(digits);
}

std::string receipt_text(std::string_view event, std::string_view number) {
  std::string out = std::string(kReceipt) + std::string(event) + ":";
  for (const char c : number)
    if (c != '-') out += c;
  return out;
}

std::optional<ReceiptCode> parse_receipt(std::string_view text) {
  if (!text.starts_with(kReceipt)) return std::nullopt;
  text.remove_prefix(kReceipt.size());
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos || colon == 0) return std::nullopt;
  auto number = parse_case_number(text.substr(colon + 1));
  if (!number) return std::nullopt;
  return ReceiptCode{std::string(text.substr(0, colon)), std::move(*number)};
}

}  // namespace openday::event
