// What a guest typed to be found: Hanzi, letters (pinyin, initials, mixed), the last four digits of the phone, a code. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace openday::text {

// One Hanzi, or one letter a..z of a syllable.
struct QueryUnit {
  char32_t character = 0;
  bool letter = false;
  bool divided = false;   // a space or apostrophe stood before it: a new syllable begins here
  bool operator==(const QueryUnit&) const = default;
};

inline constexpr std::size_t kMaxQueryUnits = 60;   // the longest name in pinyin is not longer; the rest is passed over

struct NameQuery {
  std::vector<QueryUnit> units;   // empty: no name can match
  std::string phone_tail;         // four digits, or empty
  std::string code;               // normal_code, or empty: something with a digit in it, and no Hanzi
};

// Wide letters and digits count as usual ones; ü is v. A query with digits searches codes and phone tails only.
[[nodiscard]] NameQuery read_query(std::string_view text);
// How codes are compared: "yx-0042" -> "YX0042".
[[nodiscard]] std::string normal_code(std::string_view code);

}  // namespace openday::text
