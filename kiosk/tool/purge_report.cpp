#include "kiosk/tool/purge_report.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "kiosk/event/retention_report.h"

namespace openday::tool {
namespace {

using Json = nlohmann::ordered_json;

Json json_of(const std::vector<event::Retained>& records) { return Json::parse(event::retention_json(records)); }

}  // namespace

std::string purge_text(const PurgeReport& report) {
  const auto& review = report.review;
  std::string out = fmt::format("event {}, {}{}\n", report.event, report.now, report.dry_run ? ": what a purge would do" : "");
  out += fmt::format("last day of the event: {}\n", review.end ? base::to_string(*review.end) : "not known");
  out += event::retention_text(report.dry_run ? "due" : "erased", review.due);
  out += event::retention_text("past their days but kept, because no bureau has acknowledged them whole and durable (run openday-syncd until it has)", review.unacknowledged);
  out += event::retention_text("kept", review.kept);
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
