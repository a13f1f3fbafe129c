// What an office's file holds, as UTF-8: UTF-16 with its mark, UTF-8 with or without one, else GB 18030 (by glibc's iconv, the 2022 mapping; GBK and
// GB 2312 are parts of it). The 18 private use code points of older tables become their Unicode characters. Pure.
#pragma once

#include <string>
#include <string_view>

#include "kiosk/base/result.h"

namespace openday::roster_io {

enum class EncodingError { utf16, unknown };

struct DecodedText {
  std::string text;             // UTF-8 without a mark
  std::string_view encoding;    // "UTF-8", "UTF-16", "GB 18030"
};

// Errors name the line and say how to save the file.
[[nodiscard]] base::Result<DecodedText, EncodingError> decode_text(std::string_view bytes);

}  // namespace openday::roster_io
