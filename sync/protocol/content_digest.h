// The header Content-Digest (RFC 9530 section 2) of a request: SHA-256 over the body as it goes over the line, still compressed. Its
// receiver tells a body that was damaged on the way from one that was made so. Pure.
#pragma once

#include <string>
#include <string_view>

namespace openday::protocol {

inline constexpr std::string_view kDigestHeader = "Content-Digest";

[[nodiscard]] std::string content_digest(std::string_view body);   // "sha-256=:BASE64:"

enum class Damage { none, damaged, unknown };   // unknown: the header is not there, or names no digest that we know
[[nodiscard]] Damage find_damage(std::string_view header, std::string_view body);

}  // namespace openday::protocol
