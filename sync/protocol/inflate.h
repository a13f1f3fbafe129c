// Content-Encoding of requests and answers: zstd (RFC 8878) and gzip (RFC 1952). Inflating never makes more than `limit` bytes
// and never takes more memory than limit plus a window of 8 MiB, whatever the input claims. Pure functions.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "kiosk/base/result.h"

namespace openday::protocol {

enum class Encoding { identity, gzip, zstd };
[[nodiscard]] std::string_view to_string(Encoding encoding);
[[nodiscard]] std::optional<Encoding> parse_encoding(std::string_view name);  // "" is identity

enum class InflateError { too_large, damaged };

[[nodiscard]] std::string deflate(std::string_view bytes, Encoding encoding);
[[nodiscard]] base::Result<std::string, InflateError> inflate(std::string_view bytes, Encoding encoding, std::size_t limit);

}  // namespace openday::protocol
