// Comma-separated values by RFC 4180, with comma, semicolon or tab between the cells and CRLF, LF or CR at the ends of lines. Every
// row knows its line, and a quote that never closes is an error: orcus::csv_parser tells neither lines nor such a quote (it takes
// the rest of the file for one cell), and its interface differs between Debian 12 and 13. Pure.
#pragma once

#include <functional>
#include <string_view>

#include "kiosk/base/result.h"
#include "kiosk/roster_io/table.h"

namespace openday::roster_io {

enum class CsvError { malformed };

// The one of , ; and tab that stands most often outside quotes in the first 64 KiB; a comma when none does.
[[nodiscard]] char guess_separator(std::string_view text);

// Row by row; `row` answers false when it has enough. Each row says the line it begins in.
[[nodiscard]] base::Result<void, CsvError> read_csv(std::string_view text, char separator, const std::function<bool(Row&&)>& row);

}  // namespace openday::roster_io
