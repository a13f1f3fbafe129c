// CSV for spreadsheets (RFC 4180): UTF-8 with a byte order mark so that Chinese shows, and cells that a spreadsheet would run as a
// formula made harmless (OWASP, CSV Injection: = + - @ tab and return, also in full width, also behind blanks).
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace openday::base {

inline constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

[[nodiscard]] std::string csv_cell(std::string_view text);
[[nodiscard]] std::string csv_line(const std::vector<std::string>& cells);   // with its CR LF

}  // namespace openday::base
