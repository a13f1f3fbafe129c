// Names of persons: normal form for storing and comparing, and the masked form for the public screen (DOMAIN.md "People").
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace openday::event {

inline constexpr std::size_t kMaxNameLength = 100;  // code points; the field must hold at least 50

// NFC, invisible characters dropped, white space trimmed and folded (between two Hanzi dropped: 王　明 is padding), separators between Hanzi (U+2022 U+2027 U+30FB U+FF65 U+0387 . ．) to U+00B7, private
// use code points of GB 18030-2005 mapped to their Unicode characters. Variation selectors stay.
[[nodiscard]] std::string normalise_name(std::string_view name);

// How many of a Chinese name's first code points are its surname: 欧阳明溪 2, 王小明 1; 0 for a name with separators, another script or none.
[[nodiscard]] std::size_t surname_length(std::u32string_view name);
// The surnames of two characters that count above.
[[nodiscard]] std::span<const std::u32string_view> compound_surnames();

// 王小明 -> 王＊＊, 欧阳明溪 -> 欧阳＊＊ (two-character surnames), 阿依古丽·买买提 -> 阿＊＊·买＊＊, Anna Smith -> A＊＊ S＊＊,
// a single character -> itself + ＊.
[[nodiscard]] std::string mask_name(std::string_view name);

// A private use code point to which GB 18030-2005 and older tables map one of 18 characters, as its Unicode character of GB
// 18030-2022 (U+E81E -> U+9FB4 ...); any other code point is itself.
[[nodiscard]] char32_t from_gb18030_private_use(char32_t code_point);

// 13812345678 -> 138****5678; anything else -> its last four characters after ****.
[[nodiscard]] std::string mask_phone(std::string_view phone);

}  // namespace openday::event
