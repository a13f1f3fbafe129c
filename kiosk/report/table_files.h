// Tables as files: CSV for one, XLSX for several (a sheet each, heads that stay in sight, A4 landscape). Text is text whatever it
// begins with: no cell becomes a formula or a link. A file is whole or not there, and readable by its owner only.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "kiosk/event/figure_tables.h"
#include "kiosk/report/pdf_file.h"

namespace openday::report {

enum class CsvEncoding { utf8_with_mark, gb18030 };
[[nodiscard]] std::string to_csv(const event::DataTable& table, CsvEncoding encoding = CsvEncoding::utf8_with_mark);   // titles first; notes are left out

[[nodiscard]] PrintResult<void> write_xlsx(const std::filesystem::path& file, const std::vector<event::DataTable>& tables, const DocumentInfo& info);

}  // namespace openday::report
