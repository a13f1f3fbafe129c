// Rows as text for other programs: CSV (RFC 4180, UTF-8 with a byte order mark so that spreadsheets show Chinese, and cells that
// a spreadsheet would run as a formula made harmless) or JSON, one object a line.
#pragma once

#include <ostream>
#include <string>

#include "kiosk/event/figure_tables.h"
#include "sync/bureau/store.h"

namespace openday::bureau {

enum class ExportFormat { csv, json };

[[nodiscard]] StoreResult<void> export_table(AdminStore& store, const std::string& table, const std::string& event, ExportFormat format,
                                             std::ostream& out);

// Figures: titles over a CSV, keys in JSON, where numbers stay numbers and a share is 0..1.
void write_table(const event::DataTable& table, ExportFormat format, std::ostream& out);

}  // namespace openday::bureau
