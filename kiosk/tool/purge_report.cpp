#include "kiosk/tool/purge_report.h"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace openday::tool {
namespace {

using Json = nlohmann::ordered_json;

struct Line {
  std::size_t records = 0;
  std::optional<base::Date> first, last;   // of the last days kept
};
using LineKey = std::tuple<bool, std::string, std::string>;   // others', kind, field
using Lines = std::map<LineKey, Line>;

Lines lines_of(const std::vector<event::Retained>& records) {
  Lines out;
  for (const event::Retained& record : records) {
    Line& line = out[{record.foreign, record.kind, std::string(to_string(record.field))}];
    ++line.records;
    if (!record.until) continue;
    line.first = line.first ? std::min(*line.first, *record.until) : *record.until;
    line.last = line.last ? std::max(*line.last, *record.until) : *record.until;
  }
  return out;
}

std::string span(const Line& line) {
  if (!line.last) return "without limit: the plan names no days";
  const std::string last = base::to_string(*line.last);
  return *line.first == *line.last ? "until " + last : fmt::format("until {} .. {}", base::to_string(*line.first), last);
}

void say(std::string& out, std::string_view head, const std::vector<event::Retained>& records) {
  if (records.empty()) return;
  out += fmt::format("{}: {}\n", head, records.size());
  for (const auto& [key, line] : lines_of(records)) {
    const auto& [foreign, kind, field] = key;
    out += fmt::format("  {:>6} {}{}, field {}, kept {}\n", line.records, kind, foreign ? " of other boxes" : "", field, span(line));
  }
}

Json json_of(const std::vector<event::Retained>& records) {
  Json out = Json::array();
  for (const auto& [key, line] : lines_of(records)) {
    const auto& [foreign, kind, field] = key;
    const auto day = [](const std::optional<base::Date>& date) { return date ? Json(base::to_string(*date)) : Json(nullptr); };
    out.push_back({{"kind", kind}, {"field", field}, {"foreign", foreign}, {"records", line.records}, {"until", day(line.first)}, {"until_last", day(line.last)}});
  }
  return out;
}

}  // namespace

std::string purge_text(const PurgeReport& report) {
  const auto& review = report.review;
  std::string out = fmt::format("event {}, {}{}\n", report.event, report.now, report.dry_run ? ": what a purge would do" : "");
  out += fmt::format("last day of the event: {}\n", review.end ? base::to_string(*review.end) : "not known");
  say(out, report.dry_run ? "due" : "erased", review.due);
  say(out, "past their days but kept, because no bureau has acknowledged them whole and durable (run openday-syncd until it has)", review.unacknowledged);
  say(out, "kept", review.kept);
  if (report.erase_records > 0) out += fmt::format("{} erase records hold the numbers that figures need; the chain still verifies\n", report.erase_records);
  if (report.marks) out += "marks of who has rated, and their key: forgotten; the event takes no ballot any more\n";
  if (report.rosters) out += "rosters kept on the box: forgotten; files given on the command line are yours to delete\n";
  for (const std::string& file : report.left_aside) out += fmt::format("{}: a damaged journal of before, which may hold what was erased: recover it or delete it\n", file);
  if (review.due.empty() && !report.marks && !report.rosters) out += "nothing to erase\n";
  return out;
}

std::string purge_json(const PurgeReport& report) {
  const auto& review = report.review;
  Json out{{"event", report.event}, {"now", report.now}, {"dry_run", report.dry_run}, {"last_day", nullptr}};
  if (review.end) out["last_day"] = base::to_string(*review.end);
  out["erased"] = json_of(review.due);
  out["not_acknowledged"] = json_of(review.unacknowledged);
  out["kept"] = json_of(review.kept);
  out["erase_records"] = report.erase_records;
  out["marks"] = report.marks;
  out["rosters"] = report.rosters;
  out["left_aside"] = report.left_aside;
  out["report"] = report.file.empty() ? Json(nullptr) : Json(report.file);
  return out.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace openday::tool
