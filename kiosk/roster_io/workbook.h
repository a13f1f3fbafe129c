// An XLSX workbook (ECMA-376 part 1, SpreadsheetML) to rows. This runs in a child process (workbook_child.h) with limits on memory
// and time, since the bytes come from anywhere; called directly only by tests and fuzz targets. Pure.
#pragma once

#include <string>
#include <string_view>

#include "kiosk/base/result.h"
#include "kiosk/roster_io/table.h"

namespace openday::roster_io {

inline constexpr std::size_t kMaxWorkbookBytes = 128u << 20;   // of the file
inline constexpr std::size_t kMaxPartBytes = 512u << 20;       // unpacked: 500,000 rows of ten cells are 250 MiB of XML
inline constexpr std::size_t kMaxSheets = 64;
inline constexpr std::size_t kMaxMerges = 100'000;             // a sheet; more are an error
inline constexpr std::size_t kMaxSharedStrings = 8'000'000;
inline constexpr std::size_t kMaxCellBytes = 1'000;            // longer texts are cut: no column of a roster takes more than 400
inline constexpr std::size_t kMaxSheetRows = 1'048'576;        // ECMA-376 part 1, 18.3.1.73

enum class WorkbookError {
  old_format,      // .xls, .et
  locked,          // with a password
  not_a_workbook,  // a zip of something else, or no zip at all
  damaged,
  too_large,
  too_slow,
  unreadable,      // the file, or the reading program
};

// Gets the sheets in the workbook's order: sheet, its merges, its rows that are not blank.
class WorkbookSink {
 public:
  virtual ~WorkbookSink() = default;
  virtual void sheet(std::string name, bool hidden) = 0;
  virtual void merge(const Merge& merge) = 0;
  virtual bool row(Row&& row) = 0;   // false: enough, stop reading
};

// Failures are sentences in Chinese that say how to go on; they hold no text of a cell. A number becomes its plain digits
// (13800001037, not 1.38E+10), one with a date format a date; a formula stands for its stored result.
[[nodiscard]] base::Result<void, WorkbookError> read_workbook(std::string_view bytes, WorkbookSink& sink);

}  // namespace openday::roster_io
