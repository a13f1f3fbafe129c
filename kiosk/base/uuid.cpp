#include "kiosk/base/uuid.h"

#include <algorithm>

namespace openday::base {
namespace {

constexpr bool is_dash_place(std::size_t i) { return i == 8 || i == 13 || i == 18 || i == 23; }

void set_version(Uuid& uuid, std::uint8_t version) {
  uuid.bytes[6] = static_cast<std::uint8_t>((uuid.bytes[6] & 0x0F) | version << 4);
  uuid.bytes[8] = static_cast<std::uint8_t>((uuid.bytes[8] & 0x3F) | 0x80);
}

}  // namespace

// RFC 9562 section 5.7: 48 bits of Unix milliseconds, then chance.
Uuid make_uuid_v7(Instant at, const Random16& random) {
  Uuid out{random};
  const auto ms = static_cast<std::uint64_t>(at.time_since_epoch().count());
  for (std::size_t i = 0; i < 6; ++i) out.bytes[i] = static_cast<std::uint8_t>(ms >> (40 - 8 * i));
  set_version(out, 7);
  return out;
}

Uuid make_uuid_v4(const Random16& random) {
  Uuid out{random};
  set_version(out, 4);
  return out;
}

std::string to_string(const Uuid& uuid) {
  std::string text = to_hex(uuid.bytes);
  for (const std::size_t place : {8, 13, 18, 23}) text.insert(place, 1, '-');
  return text;
}

std::optional<Uuid> parse_uuid(std::string_view text) {
  if (text.size() != 36) return std::nullopt;
  std::string digits;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is_dash_place(i) != (text[i] == '-')) return std::nullopt;
    if (!is_dash_place(i)) digits += text[i];
  }
  const auto bytes = array_from_hex<16>(digits);
  if (!bytes) return std::nullopt;
  return Uuid{*bytes};
}

}  // namespace openday::base
