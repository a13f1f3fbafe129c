// The fields of Unihan (UAX #38) that tell how a Hanzi is read and how common it is. Only the build uses this.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace openday::text {

struct UnihanReading {
  std::string syllable;      // toneless, ü as v
  bool customary = false;    // kMandarin
  int count = 0;             // of kHanyuPinlu, a dictionary of frequencies; 0: not in it
};

inline constexpr int kNotStandard = 4;

struct UnihanCharacter {
  std::vector<UnihanReading> readings;   // kMandarin first, then kHanyuPinlu, kTGHZ2013, kXHC1983, kHanyuPinyin as they come
  int level = kNotStandard;  // 1..3 of the table of general standard characters (kTGH: 3,500, 3,000, 1,605)
  int frequency = 6;         // 1..5 of kFrequency; 6: unknown
};

// "qiū" -> "qiu", "lǜ" -> "lv", "ê̄" -> "e".
[[nodiscard]] std::string toneless(std::string_view pinyin);
// The text of Unihan's files one after the other; characters without a Mandarin reading are left out.
[[nodiscard]] std::map<char32_t, UnihanCharacter> read_unihan(std::string_view text);

}  // namespace openday::text
