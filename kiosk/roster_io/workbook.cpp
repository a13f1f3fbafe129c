#include "kiosk/roster_io/workbook.h"

#include <fmt/format.h>

#include "kiosk/roster_io/workbook_sheet.h"
#include "kiosk/roster_io/zip_parts.h"

namespace openday::roster_io {
namespace {

constexpr std::string_view kOle2("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8);   // [MS-CFB] 2.2
constexpr std::string_view kZip("PK", 2);

using Read = base::Result<void, WorkbookError>;

// A locked .xlsx is an OLE2 file with a stream of this name ([MS-OFFCRYPTO] 2.3.2.1), which stands there in UTF-16.
bool holds_encrypted_package(std::string_view bytes) {
  std::string name;
  for (const char c : std::string_view("EncryptedPackage")) name += {c, '\0'};
  return bytes.find(name) != std::string_view::npos;
}

class Workbook {
 public:
  Workbook(const ZipParts& parts, WorkbookSink& sink) : parts_(parts), sink_(sink) {}

  Read read() {
    if (auto opened = find_parts(); !opened) return opened;
    if (auto strings = read_strings(); !strings) return strings;
    if (auto styles = read_styles(); !styles) return styles;
    for (const SheetEntry& sheet : index_.sheets) {
      auto end = read_one(sheet);
      if (!end) return tl::unexpected(std::move(end.error()));
      if (*end == SheetEnd::enough) break;
    }
    return {};
  }

 private:
  static tl::unexpected<base::Failure<WorkbookError>> damaged(std::string_view part) {
    return base::fail(WorkbookError::damaged, fmt::format("工作簿已损坏（{} 的内容有误）；请在 WPS 或 Excel 中打开后另存为 .xlsx，再试一次", part));
  }

  static Read not_a_workbook() {
    return base::fail(WorkbookError::not_a_workbook, "这不是 .xlsx 工作簿；请在 WPS 或 Excel 中打开名单，另存为 .xlsx");
  }

  // _rels/.rels names the workbook, the workbook's relations name the rest.
  Read find_parts() {
    auto top = relations_of("");
    if (!top) return tl::unexpected(std::move(top.error()));
    std::string workbook;
    for (const auto& [id, relation] : *top)
      if (relation.type == "officeDocument") workbook = relation.target;
    if (workbook.empty() || !workbook.ends_with(".xml")) return not_a_workbook();   // .xlsb has workbook.bin
    auto relations = relations_of(workbook);
    if (!relations) return tl::unexpected(std::move(relations.error()));
    relations_ = std::move(*relations);
    auto part = parts_.read(workbook);
    if (!part) return tl::unexpected(std::move(part.error()));
    auto index = read_index(*part, relations_);
    if (!index) return damaged(workbook);
    index_ = std::move(*index);
    if (index_.sheets.empty()) return not_a_workbook();
    if (index_.sheets.size() <= kMaxSheets) return {};
    return base::fail(WorkbookError::too_large, fmt::format("工作簿有超过 {} 张工作表；请只把名单复制到一个新工作簿", kMaxSheets));
  }

  // "xl/workbook.xml" -> xl/_rels/workbook.xml.rels, with targets beside the workbook.
  base::Result<Relations, WorkbookError> relations_of(const std::string& part) {
    const std::size_t slash = part.rfind('/');
    const std::string folder = slash == std::string::npos ? std::string() : part.substr(0, slash + 1);
    const std::string name = folder + "_rels/" + part.substr(folder.size()) + ".rels";
    if (!parts_.has(name)) return tl::unexpected(std::move(not_a_workbook().error()));
    auto text = parts_.read(name);
    if (!text) return tl::unexpected(std::move(text.error()));
    auto relations = read_relations(*text, folder);
    if (!relations) return damaged(name);
    return std::move(*relations);
  }

  [[nodiscard]] std::string part_of_type(std::string_view type) const {
    for (const auto& [id, relation] : relations_)
      if (relation.type == type) return relation.target;
    return {};
  }

  Read read_strings() {
    const std::string name = part_of_type("sharedStrings");
    if (name.empty() || !parts_.has(name)) return {};
    auto part = parts_.read(name);
    if (!part) return tl::unexpected(std::move(part.error()));
    bool too_many = false;
    auto strings = read_shared_strings(*part, too_many);
    if (!strings) return damaged(name);
    if (too_many) return base::fail(WorkbookError::too_large, "工作簿里的文字太多，不像来宾名单；请只把名单复制到一个新工作簿，另存为 .xlsx");
    strings_ = std::move(*strings);
    return {};
  }

  Read read_styles() {
    const std::string name = part_of_type("styles");
    if (name.empty() || !parts_.has(name)) return {};
    auto part = parts_.read(name);
    if (!part) return tl::unexpected(std::move(part.error()));
    auto styles = read_date_styles(*part);
    if (!styles) return damaged(name);
    date_styles_ = std::move(*styles);
    return {};
  }

  base::Result<SheetEnd, WorkbookError> read_one(const SheetEntry& sheet) {
    auto part = parts_.read(sheet.part);
    if (!part) return tl::unexpected(std::move(part.error()));
    sink_.sheet(sheet.name, sheet.hidden);
    const SheetEnd end = read_sheet(*part, {strings_, date_styles_, index_.since_1904}, sink_);
    switch (end) {
      case SheetEnd::done:
      case SheetEnd::enough: return end;
      case SheetEnd::malformed: break;
      case SheetEnd::too_wide:
        return base::fail(WorkbookError::too_large, fmt::format("工作表“{}”在第 {} 列（{}）以后还有内容；请删去多余的列", sheet.name, kMaxTableColumns,
                                                                column_letters(kMaxTableColumns)));
      case SheetEnd::too_many_merges:
        return base::fail(WorkbookError::too_large, fmt::format("工作表“{}”有超过 {} 处合并单元格；请取消合并后再试", sheet.name, kMaxMerges));
    }
    return damaged(sheet.part);
  }

  const ZipParts& parts_;
  WorkbookSink& sink_;
  Relations relations_;
  WorkbookIndex index_;
  SharedStrings strings_;
  std::vector<bool> date_styles_;
};

}  // namespace

base::Result<void, WorkbookError> read_workbook(std::string_view bytes, WorkbookSink& sink) {
  if (bytes.size() > kMaxWorkbookBytes)
    return base::fail(WorkbookError::too_large, fmt::format("文件超过 {} MiB，不像来宾名单", kMaxWorkbookBytes >> 20));
  if (bytes.starts_with(kOle2)) {
    if (holds_encrypted_package(bytes)) return base::fail(WorkbookError::locked, "工作簿有密码；请打开后去掉密码，另存为 .xlsx");
    return base::fail(WorkbookError::old_format, "这是旧格式（.xls 或 .et）；请在 WPS 或 Excel 中打开，另存为 .xlsx");
  }
  if (!bytes.starts_with(kZip)) return base::fail(WorkbookError::not_a_workbook, "这不是 .xlsx 工作簿；请在 WPS 或 Excel 中打开名单，另存为 .xlsx");
  const auto parts = ZipParts::open(bytes);
  if (!parts) return tl::unexpected(parts.error());
  return Workbook(*parts, sink).read();
}

}  // namespace openday::roster_io
