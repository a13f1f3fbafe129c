// UTF-8 (RFC 3629) as bytes and code points. Code points beyond the BMP are ordinary characters here.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace openday::base {

// Well-formed: no overlong form, no surrogate, nothing above U+10FFFF.
[[nodiscard]] bool is_utf8(std::string_view text);

// Decodes; every ill-formed byte becomes U+FFFD.
[[nodiscard]] std::u32string to_code_points(std::string_view text);
[[nodiscard]] std::string to_utf8(std::u32string_view code_points);
[[nodiscard]] std::string to_utf8(char32_t code_point);

[[nodiscard]] std::size_t count_code_points(std::string_view text);
// The first `limit` code points, never a torn one.
[[nodiscard]] std::string_view first_code_points(std::string_view text, std::size_t limit);
// The longest prefix of at most `limit` bytes that ends at a code point.
[[nodiscard]] std::string_view first_bytes(std::string_view text, std::size_t limit);

// Ideographs of the CJK blocks (URO, extensions A..I, compatibility) and U+3007.
[[nodiscard]] bool is_han(char32_t code_point);

}  // namespace openday::base
