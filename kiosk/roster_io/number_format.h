// Numbers of a spreadsheet as an office reads them. Private to roster_io.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace openday::roster_io {

// The plain digits of a number: "1.3800001037E10" -> "13800001037", "7.0" -> "7", "36.5" -> "36.5"; other text stays as it is.
[[nodiscard]] std::string plain_number(std::string_view text);

// Is a number under this format a date or a time? ECMA-376 part 1, 18.8.30 (built-in ids, also those of zh-cn) and 18.8.31 (codes).
[[nodiscard]] bool is_date_format(int id);
[[nodiscard]] bool is_date_format(std::string_view code);

// A serial number as "2020-11-16", "2020-11-16 18:00", "2020-11-16 18:00:05" or "18:00"; nothing outside the years 1900..9999.
// ECMA-376 part 1, 18.17.4.1: day 1 is 1900-01-01 and day 60 does not exist; or day 0 is 1904-01-01.
[[nodiscard]] std::optional<std::string> date_of_serial(std::string_view number, bool since_1904);

}  // namespace openday::roster_io
