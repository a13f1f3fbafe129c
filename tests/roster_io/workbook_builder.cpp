#include "tests/roster_io/workbook_builder.h"

#include <fmt/format.h>

namespace openday::roster_io {
namespace {

constexpr std::string_view kHead = R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>)";
constexpr std::string_view kMain = R"(xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships")";
constexpr std::string_view kRelations = R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">)";
constexpr std::string_view kType = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) out += c == '<' ? "&lt;" : c == '&' ? "&amp;" : c == '"' ? "&quot;" : std::string(1, c);
  return out;
}

std::string relation(std::string_view id, std::string_view type, std::string_view target) {
  return fmt::format(R"(<Relationship Id="{}" Type="{}{}" Target="{}"/>)", id, kType, type, target);
}

void put(std::string& out, std::size_t value, int bytes) {
  for (int i = 0; i < bytes; ++i) out += static_cast<char>(value >> (8 * i) & 0xFF);
}

std::uint32_t crc32(std::string_view bytes) {
  std::uint32_t crc = 0xFFFFFFFF;
  for (const char c : bytes) {
    crc ^= static_cast<unsigned char>(c);
    for (int i = 0; i < 8; ++i) crc = crc >> 1 ^ (crc & 1 ? 0xEDB88320 : 0);
  }
  return ~crc;
}

// The fields that stand alike in a local header and in the directory (APPNOTE.TXT 4.3.7, 4.3.12).
std::string shared_fields(std::string_view bytes, std::size_t name_bytes, std::uint32_t declared) {
  std::string out;
  put(out, 20, 2);
  put(out, 0, 2);
  put(out, 0, 2);
  put(out, 0, 4);
  put(out, crc32(bytes), 4);
  put(out, bytes.size(), 4);
  put(out, declared, 4);
  put(out, name_bytes, 2);
  put(out, 0, 2);
  return out;
}

}  // namespace

std::string stored_zip(const std::map<std::string, std::string>& parts, const std::map<std::string, std::uint32_t>& declared) {
  std::string out, directory;
  for (const auto& [name, bytes] : parts) {
    const auto said = declared.find(name);
    const std::string fields = shared_fields(bytes, name.size(), said == declared.end() ? static_cast<std::uint32_t>(bytes.size()) : said->second);
    directory += std::string("PK\x01\x02\x14\x00", 6) + fields;
    directory.append(10, '\0');
    put(directory, out.size(), 4);
    directory += name;
    out += std::string("PK\x03\x04", 4) + fields + name + bytes;
  }
  const std::size_t at = out.size();
  out += directory + std::string("PK\x05\x06\x00\x00\x00\x00", 8);
  put(out, parts.size(), 2);
  put(out, parts.size(), 2);
  put(out, directory.size(), 4);
  put(out, at, 4);
  put(out, 0, 2);
  return out;
}

WorkbookBuilder& WorkbookBuilder::sheet(std::string name, std::string rows, std::string after, std::string state) {
  sheets_.push_back({std::move(name), fmt::format("{}<worksheet {}><sheetData>{}</sheetData>{}</worksheet>", kHead, kMain, rows, after), std::move(state)});
  return *this;
}

WorkbookBuilder& WorkbookBuilder::table(std::string name, const std::vector<std::vector<std::string>>& rows, std::string after) {
  std::string xml;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    xml += fmt::format("<row r=\"{}\">", i + 1);
    for (std::size_t j = 0; j < rows[i].size(); ++j)
      if (!rows[i][j].empty()) xml += fmt::format(R"(<c r="{}" t="inlineStr"><is><t>{}</t></is></c>)", cell_name(j + 1, i + 1), escaped(rows[i][j]));
    xml += "</row>";
  }
  return sheet(std::move(name), std::move(xml), std::move(after));
}

WorkbookBuilder& WorkbookBuilder::strings(std::string items) {
  strings_ = fmt::format("{}<sst {}>{}</sst>", kHead, kMain, items);
  return *this;
}

WorkbookBuilder& WorkbookBuilder::styles(std::string inside) {
  styles_ = fmt::format("{}<styleSheet {}>{}</styleSheet>", kHead, kMain, inside);
  return *this;
}

WorkbookBuilder& WorkbookBuilder::part(const std::string& name, std::string bytes) {
  parts_[name] = std::move(bytes);
  return *this;
}

WorkbookBuilder& WorkbookBuilder::since_1904() {
  workbook_settings_ = R"(<workbookPr date1904="1"/>)";
  return *this;
}

std::string WorkbookBuilder::bytes() const {
  std::map<std::string, std::string> parts;
  std::string list, relations;
  for (std::size_t i = 0; i < sheets_.size(); ++i) {
    const std::string part = fmt::format("worksheets/sheet{}.xml", i + 1);
    const std::string state = sheets_[i].state.empty() ? std::string() : fmt::format(R"( state="{}")", sheets_[i].state);
    list += fmt::format(R"(<sheet name="{}" sheetId="{}"{} r:id="rId{}"/>)", escaped(sheets_[i].name), i + 1, state, i + 1);
    relations += relation(fmt::format("rId{}", i + 1), "worksheet", part);
    parts["xl/" + part] = sheets_[i].xml;
  }
  if (!strings_.empty()) parts["xl/sharedStrings.xml"] = strings_;
  if (!strings_.empty()) relations += relation("strings", "sharedStrings", "/xl/sharedStrings.xml");
  if (!styles_.empty()) parts["xl/styles.xml"] = styles_;
  if (!styles_.empty()) relations += relation("styles", "styles", "styles.xml");
  parts["_rels/.rels"] = fmt::format("{}{}{}</Relationships>", kHead, kRelations, relation("rId1", "officeDocument", "xl/workbook.xml"));
  parts["xl/_rels/workbook.xml.rels"] = fmt::format("{}{}{}</Relationships>", kHead, kRelations, relations);
  parts["xl/workbook.xml"] = fmt::format("{}<workbook {}>{}<sheets>{}</sheets></workbook>", kHead, kMain, workbook_settings_, list);
  for (const auto& [name, bytes] : parts_) parts[name] = bytes;
  return stored_zip(parts);
}

}  // namespace openday::roster_io
