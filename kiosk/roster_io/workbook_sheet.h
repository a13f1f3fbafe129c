// One worksheet (ECMA-376 part 1, 18.3) to merges and rows. Private to roster_io.
#pragma once

#include "kiosk/roster_io/workbook.h"
#include "kiosk/roster_io/workbook_parts.h"

namespace openday::roster_io {

struct SheetContext {
  const SharedStrings& strings;
  const std::vector<bool>& date_styles;
  bool since_1904 = false;
};

enum class SheetEnd { done, enough, malformed, too_wide, too_many_merges };   // enough: the sink wanted no more
[[nodiscard]] SheetEnd read_sheet(std::string& part, const SheetContext& context, WorkbookSink& sink);

}  // namespace openday::roster_io
