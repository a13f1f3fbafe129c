#include "kiosk/roster_io/roster_reading.h"

#include <fmt/format.h>

#include "kiosk/roster_io/csv.h"
#include "kiosk/roster_io/list_reader.h"
#include "kiosk/roster_io/text_encoding.h"
#include "kiosk/roster_io/workbook_child.h"

namespace openday::roster_io {
namespace {

std::string place(const RosterProblem& problem) {
  if (problem.line == 0) return problem.sheet.empty() ? std::string() : problem.sheet + ":";
  if (problem.sheet.empty()) return fmt::format("{}:", problem.line);
  const std::string cell = problem.column == 0 ? fmt::format("第{}行", problem.line) : cell_name(problem.column, problem.line);
  return fmt::format("{}!{}:", problem.sheet, cell);
}

}  // namespace

std::string to_string(const RosterProblem& problem, std::string_view file) {
  return fmt::format("{}:{} {}: {}", file, place(problem), problem.error ? "error" : "warning", problem.what);
}

void Lines::add(std::size_t line) {
  ++count;
  if (first.size() < kMaxListedLines) first.push_back(line);
}

std::string to_string(const Lines& lines) {
  std::string out = "第 ";
  for (std::size_t i = 0; i < lines.first.size();) {
    std::size_t last = i;
    while (last + 1 < lines.first.size() && lines.first[last + 1] == lines.first[last] + 1) ++last;
    if (i > 0) out += "、";
    out += last > i + 1 ? fmt::format("{}–{}", lines.first[i], lines.first[last]) : fmt::format("{}", lines.first[i]);
    i = last > i + 1 ? last + 1 : i + 1;
  }
  return out + (lines.count > lines.first.size() ? fmt::format("……共 {} 行", lines.count) : " 行");
}

RosterReading read_roster_csv(std::string_view bytes, const event::Plan& plan, const ReadingOptions& options, const RandomSource& random) {
  ListReader list(plan, options, random);
  if (bytes.size() > kMaxCsvBytes) return list.fail(fmt::format("文件超过 {} MiB，不像来宾名单", kMaxCsvBytes >> 20));
  const auto text = decode_text(bytes);
  if (!text) return list.fail(text.error().what);
  const char separator = guess_separator(text->text);
  list.sheet({}, false);
  const auto read = read_csv(text->text, separator, [&](Row&& row) { return row.blank() || list.row(std::move(row)); });
  RosterReading out = read ? list.finish() : list.fail(read.error().what);
  out.encoding = text->encoding;
  out.separator = separator;
  return out;
}

RosterReading read_roster_xlsx(const std::filesystem::path& file, const std::string& program, const event::Plan& plan, const ReadingOptions& options,
                               const RandomSource& random) {
  ListReader list(plan, options, random);
  const auto read = read_workbook_in_child(file, program, list);
  return read ? list.finish() : list.fail(read.error().what);
}

}  // namespace openday::roster_io
