#include "kiosk/tool/roster_preview.h"

#include <fmt/format.h>

#include "kiosk/roster_io/table.h"
#include "kiosk/tool/inputs.h"

namespace openday::tool {
namespace {

using Json = nlohmann::ordered_json;
using roster_io::RosterReading;

std::string dump(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

std::string separator_name(char separator) { return separator == '\t' ? "制表符" : separator == ';' ? "分号" : "逗号"; }

std::string_view means(const roster_io::UnderstoodColumn& column) {
  if (!column.column) return "不用";
  switch (*column.column) {
    case roster_io::Column::serial: return "不用（行的顺序）";
    case roster_io::Column::age:
    case roster_io::Column::birth_date: return "只用来核对年龄，不保存";
    case roster_io::Column::phone: return "手机（只保存后四位）";
    case roster_io::Column::companion_names: return "随行人员（只计人数，不保存姓名）";
    default: return roster_io::name_of(*column.column);
  }
}

void print_source(const RosterReading& reading, const std::string& file) {
  const std::string form = reading.encoding.empty() ? (reading.sheet.empty() ? std::string() : fmt::format("工作表“{}”", reading.sheet))
                                                    : fmt::format("CSV，{}，以{}分隔", reading.encoding, separator_name(reading.separator));
  print(fmt::format("{}：{}{}", file, form, reading.header_line == 0 ? std::string() : fmt::format("，第 {} 行是表头", reading.header_line)));
}

void print_columns(const RosterReading& reading) {
  if (reading.columns.empty()) return;
  print("各列：");
  for (std::size_t i = 0; i < reading.columns.size(); ++i) {
    const roster_io::UnderstoodColumn& column = reading.columns[i];
    if (!column.header.empty()) print(fmt::format("  {} {} → {}", roster_io::column_letters(i + 1), column.header, means(column)));
  }
}

void print_counts(const RosterReading& reading) {
  if (reading.categories.empty()) return;
  int registrations = 0, persons = 0;
  for (const roster_io::CategoryCount& one : reading.categories) {
    registrations += one.registrations;
    persons += one.persons;
  }
  const std::string without = reading.bad_rows.count == 0 ? std::string() : fmt::format("，有错的 {} 行没有计入", reading.bad_rows.count);
  print(fmt::format("录取 {} 人（{} 条登记{}）：", persons, registrations, without));
  for (const roster_io::CategoryCount& one : reading.categories) {
    std::string line = fmt::format("  {} {} 人", one.label, one.persons);
    if (one.quota) line += fmt::format("，名额 {}", *one.quota);
    if (one.waiting > 0) line += fmt::format("，候补 {} 条", one.waiting);
    if (one.cancelled > 0) line += fmt::format("，取消或不录取 {} 条", one.cancelled);
    print(line);
  }
  for (const roster_io::PlacedRows& placed : reading.placed) print(fmt::format("  {}：{}", placed.what, to_string(placed.lines)));
}

void print_rest(const RosterReading& reading) {
  if (!reading.notes.empty()) print("说明：");
  for (const std::string& note : reading.notes) print("  " + note);
  if (!reading.ignored.empty()) print("没有当作来宾的行：");
  for (const roster_io::PlacedRows& rows : reading.ignored) print(fmt::format("  {}：{}", rows.what, to_string(rows.lines)));
}

void print_verdict(const RosterReading& reading) {
  if (reading.errors > reading.problems.size()) print(fmt::format("（只列出前 {} 处问题）", reading.problems.size()));
  if (reading.left_out > 0) return print(fmt::format("结果：{} 行有错，按要求不导入：{}；其余 {} 行可以导入", reading.left_out, to_string(reading.bad_rows), reading.rows - reading.left_out));
  if (reading.ok()) return print(fmt::format("结果：{} 行都能导入", reading.rows));
  if (reading.bad_rows.count == 0) return print(fmt::format("结果：不能导入，有 {} 处错误", reading.errors));
  print(fmt::format("结果：不能导入，{} 行中有 {} 行有错：{}", reading.rows, reading.bad_rows.count, to_string(reading.bad_rows)));
}

Json lines_json(const roster_io::Lines& lines) { return Json{{"count", lines.count}, {"lines", lines.first}}; }

Json rows_json(const std::vector<roster_io::PlacedRows>& rows) {
  Json out = Json::array();
  for (const roster_io::PlacedRows& one : rows) out.push_back({{"what", one.what}, {"count", one.lines.count}, {"lines", one.lines.first}});
  return out;
}

Json columns_json(const RosterReading& reading) {
  Json out = Json::array();
  for (const roster_io::UnderstoodColumn& column : reading.columns)
    out.push_back({{"header", column.header}, {"means", column.column ? Json(roster_io::name_of(*column.column)) : Json(nullptr)}});
  return out;
}

Json categories_json(const RosterReading& reading) {
  Json out = Json::array();
  for (const roster_io::CategoryCount& one : reading.categories)
    out.push_back({{"label", one.label}, {"registrations", one.registrations}, {"persons", one.persons}, {"waiting", one.waiting}, {"cancelled", one.cancelled},
                   {"quota", one.quota ? Json(*one.quota) : Json(nullptr)}});
  return out;
}

Json summary(const RosterReading& reading, const std::string& file) {
  Json json{{"file", file}, {"ok", reading.ok()}, {"encoding", reading.encoding}, {"sheet", reading.sheet}, {"header", reading.header_line}};
  json["columns"] = columns_json(reading);
  json["categories"] = categories_json(reading);
  json["placed"] = rows_json(reading.placed);
  json["ignored"] = rows_json(reading.ignored);
  json["notes"] = reading.notes;
  json["rows"] = reading.rows;
  json["errors"] = reading.errors;
  json["bad_rows"] = lines_json(reading.bad_rows);
  json["left_out"] = reading.left_out;
  if (!reading.roster) return json;
  json["version"] = reading.roster->version();
  json["kept"] = reading.kept;
  json["made"] = reading.made;
  json["added"] = lines_json(reading.added);
  json["changed"] = lines_json(reading.changed);
  json["removed"] = reading.removed;
  return json;
}

}  // namespace

void print_preview(const RosterReading& reading, const std::string& file) {
  for (const roster_io::RosterProblem& problem : reading.problems) print(to_string(problem, file));
  if (!reading.problems.empty() && reading.header_line > 0) print("");
  if (reading.header_line == 0) return;   // nothing was understood
  print_source(reading, file);
  print_columns(reading);
  print_counts(reading);
  print_rest(reading);
  print_verdict(reading);
}

void print_preview_json(const RosterReading& reading, const std::string& file) {
  for (const roster_io::RosterProblem& problem : reading.problems)
    print(dump(Json{{"file", file}, {"sheet", problem.sheet}, {"line", problem.line}, {"column", problem.column}, {"severity", problem.error ? "error" : "warning"},
                    {"message", problem.what}}));
  print(dump(summary(reading, file)));
}

}  // namespace openday::tool
