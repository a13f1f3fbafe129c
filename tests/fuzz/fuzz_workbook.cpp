// Any bytes as a workbook. The first byte says as what: the whole file with its zip directory, or the XML of a sheet, of the shared
// strings, the styles or the list of sheets inside a workbook that is right otherwise. Rows keep their caps; nothing is left open.
#include <cstdint>
#include <cstdlib>

#include "kiosk/base/bytes.h"
#include "tests/roster_io/workbook_builder.h"

using namespace openday;

namespace {

struct Capped final : roster_io::WorkbookSink {
  std::size_t sheets = 0;
  void sheet(std::string, bool) override { ++sheets; }
  void merge(const roster_io::Merge& merge) override {
    if (merge.first_row == 0 || merge.last_row < merge.first_row || merge.last_column < merge.first_column) std::abort();
  }
  bool row(roster_io::Row&& row) override {
    if (sheets == 0 || row.cells.size() > roster_io::kMaxTableColumns || row.line == 0 || row.line > roster_io::kMaxSheetRows || row.blank()) std::abort();
    for (const std::string& cell : row.cells)
      if (cell.size() > roster_io::kMaxCellBytes + 8) std::abort();
    return true;
  }
};

std::string workbook(std::uint8_t form, std::string bytes) {
  roster_io::WorkbookBuilder builder;
  builder.table("s", {{"姓名"}, {"x"}}).strings("<si><t>a</t></si>").styles("<cellXfs><xf numFmtId=\"14\"/></cellXfs>");
  switch (form % 5) {
    case 0: return bytes;
    case 1: return builder.part("xl/worksheets/sheet1.xml", std::move(bytes)).bytes();
    case 2: return builder.part("xl/sharedStrings.xml", std::move(bytes)).bytes();
    case 3: return builder.part("xl/styles.xml", std::move(bytes)).bytes();
    default: return builder.part("xl/workbook.xml", std::move(bytes)).bytes();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  Capped sink;
  const auto read = roster_io::read_workbook(workbook(data[0], std::string(base::as_text({data + 1, size - 1}))), sink);
  if (!read && read.error().what.empty()) std::abort();
  return 0;
}
