// A free text as it may be kept: an opinion, a comment. Whatever script it is in, it comes out as NFC without control characters
// and without what could turn the words of the page around it, of a bounded length that never cuts a character in two. Pure.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace openday::event {

inline constexpr std::size_t kMaxOpinion = 500;   // code points, where the plan says nothing (DOMAIN.md)
inline constexpr std::size_t kMaxLines = 40;      // of one text; further line ends become spaces

enum class Edges { keep, trim };                  // keep: while it is being written, a blank at the end is one to come

struct CleanText {
  std::string text;
  bool shortened = false;                         // it was longer than `limit`: say so
};

// At most `limit` code points, cut between grapheme clusters (UAX 29), so that no accent, no joined emoji and no flag loses
// a part; only a first cluster longer than the limit is cut inside. Ill-formed bytes, control characters, zero-width blanks and bidi
// controls (U+202A..202E, U+2066..2069 and kin) are dropped; joiners stay. Line ends become "\n", never three in a row. Time is
// bounded by `limit`, not by the length of the text.
[[nodiscard]] CleanText clean_text(std::string_view text, std::size_t limit = kMaxOpinion, Edges edges = Edges::trim);

// Without its last grapheme cluster: what the key 删除 takes away.
[[nodiscard]] std::string without_last_character(std::string_view text);

}  // namespace openday::event
