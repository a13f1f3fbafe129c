// Comma-separated values by RFC 4180, with comma, semicolon or tab between the cells and CRLF, LF or CR at the ends of lines. Every
// row knows its line, and a quote that never closes is an error: orcus::csv_parser tells neither lines nor such a quote (it takes
// the rest of the file for one cell), and its interface differs between Debian 12 and 13. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/result.h"

namespace openday::roster_io {

inline constexpr std::size_t kMaxCsvColumns = 256;

struct CsvRow {
  std::size_t line = 0;             // from 1, where the row begins
  std::vector<std::string> cells;   // as written, without their quotes
  [[nodiscard]] bool blank() const; // nothing but white space
};

enum class CsvError { malformed };

// The one of , ; and tab that stands most often outside quotes in the first 64 KiB; a comma when none does.
[[nodiscard]] char guess_separator(std::string_view text);

[[nodiscard]] base::Result<std::vector<CsvRow>, CsvError> read_csv(std::string_view text, char separator);

}  // namespace openday::roster_io
