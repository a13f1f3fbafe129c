#include "sync/protocol/content_digest.h"

#include <fmt/core.h>

#include "kiosk/base/crypto.h"

namespace openday::protocol {
namespace {

constexpr std::string_view kName = "sha-256=:";
constexpr std::size_t kBase64Digits = 44;   // of 32 bytes

}  // namespace

std::string content_digest(std::string_view body) { return fmt::format("{}{}:", kName, base::to_base64(base::sha256(base::as_bytes(body)))); }

// A dictionary (RFC 8941 section 3.2): other algorithms may stand beside ours.
Damage find_damage(std::string_view header, std::string_view body) {
  const auto at = header.find(kName);
  if (at == std::string_view::npos) return Damage::unknown;
  const auto value = header.substr(at + kName.size());
  if (value.size() <= kBase64Digits || value[kBase64Digits] != ':') return Damage::unknown;
  return content_digest(body).compare(kName.size(), kBase64Digits, value.substr(0, kBase64Digits)) == 0 ? Damage::none : Damage::damaged;
}

}  // namespace openday::protocol
