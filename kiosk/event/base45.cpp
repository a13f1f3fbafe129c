// RFC 9285: two bytes to three characters of QR's alphanumeric alphabet, a last byte to two.
#include <array>

#include "kiosk/event/confirmation.h"

namespace openday::event {
namespace {

constexpr std::string_view kAlphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
constexpr std::uint32_t kBase = 45;

int value_of(char c) {
  const auto place = kAlphabet.find(c);
  return place == std::string_view::npos ? -1 : static_cast<int>(place);
}

// The number that a group of two or three characters stands for, least significant first.
std::optional<std::uint32_t> group_value(std::string_view group) {
  std::uint32_t value = 0;
  for (std::size_t i = group.size(); i-- > 0;) {
    const int digit = value_of(group[i]);
    if (digit < 0) return std::nullopt;
    value = value * kBase + static_cast<std::uint32_t>(digit);
  }
  return value;
}

}  // namespace

std::string to_base45(base::ByteView bytes) {
  std::string out;
  out.reserve(bytes.size() / 2 * 3 + 2);
  for (std::size_t i = 0; i < bytes.size(); i += 2) {
    const bool pair = i + 1 < bytes.size();
    std::uint32_t value = pair ? bytes[i] * 256u + bytes[i + 1] : bytes[i];
    for (int digit = 0; digit < (pair ? 3 : 2); ++digit, value /= kBase) out += kAlphabet[value % kBase];
  }
  return out;
}

std::optional<base::Bytes> from_base45(std::string_view text) {
  base::Bytes out;
  out.reserve(text.size() / 3 * 2 + 1);
  for (; !text.empty(); text.remove_prefix(std::min<std::size_t>(3, text.size()))) {
    const std::string_view group = text.substr(0, 3);
    const auto value = group_value(group);
    if (!value || group.size() == 1 || *value > (group.size() == 3 ? 0xFFFFu : 0xFFu)) return std::nullopt;
    if (group.size() == 3) out.push_back(static_cast<std::uint8_t>(*value >> 8));
    out.push_back(static_cast<std::uint8_t>(*value & 0xFF));
  }
  return out;
}

}  // namespace openday::event
