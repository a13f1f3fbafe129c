// Small workbooks out of their XML, packed into a zip without compression, so that a test can say exactly what stands in a file.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kiosk/roster_io/workbook.h"

namespace openday::roster_io {

class WorkbookBuilder {
 public:
  // `rows`: the XML inside <sheetData>; `after`: what follows it, as <mergeCells>.
  WorkbookBuilder& sheet(std::string name, std::string rows, std::string after = {}, std::string state = {});
  // A plain sheet: one text a cell, inline.
  WorkbookBuilder& table(std::string name, const std::vector<std::vector<std::string>>& rows, std::string after = {});
  WorkbookBuilder& strings(std::string items);                       // the XML inside <sst>
  WorkbookBuilder& styles(std::string inside);                       // the XML inside <styleSheet>
  WorkbookBuilder& part(const std::string& name, std::string bytes); // replaces or adds one
  WorkbookBuilder& since_1904();
  [[nodiscard]] std::string bytes() const;

 private:
  struct Sheet {
    std::string name, xml, state;
  };
  std::vector<Sheet> sheets_;
  std::string strings_, styles_, workbook_settings_;
  std::map<std::string, std::string> parts_;
};

// A zip archive of stored parts. `declared`: sizes that the directory claims instead of the true ones.
[[nodiscard]] std::string stored_zip(const std::map<std::string, std::string>& parts, const std::map<std::string, std::uint32_t>& declared = {});

// Keeps all that a workbook says.
struct Collected final : WorkbookSink {
  struct Sheet {
    std::string name;
    bool hidden = false;
    std::vector<Merge> merges;
    std::vector<Row> rows;
  };
  std::vector<Sheet> sheets;
  std::size_t most_rows = SIZE_MAX;
  void sheet(std::string name, bool hidden) override { sheets.push_back({std::move(name), hidden, {}, {}}); }
  void merge(const Merge& merge) override { sheets.back().merges.push_back(merge); }
  bool row(Row&& row) override {
    sheets.back().rows.push_back(std::move(row));
    return sheets.back().rows.size() < most_rows;
  }
};

}  // namespace openday::roster_io
