#include <filesystem>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "kiosk/base/clock.h"
#include "kiosk/event/plan_reader.h"
#include "kiosk/event/plan_text.h"
#include "kiosk/event/plan_writer.h"
#include "kiosk/tool/commands.h"
#include "kiosk/tool/inputs.h"
#include "kiosk/tool/starter.h"

namespace openday::tool {
namespace {

std::string diagnostic_json(const event::Diagnostic& diagnostic) {
  nlohmann::ordered_json json;
  json["file"] = diagnostic.file;
  json["line"] = diagnostic.line;
  json["column"] = diagnostic.column;
  json["severity"] = diagnostic.severity == event::Severity::error ? "error" : "warning";
  json["message"] = diagnostic.message;
  return json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

int check_one(const std::string& file, bool json) {
  const auto text = read_input(file, event::kMaxPlanBytes + 1);
  if (!text) return complain(text.error());
  const event::PlanReading reading = read_plan_text(*text, file);
  for (const event::Diagnostic& diagnostic : reading.diagnostics) print(json ? diagnostic_json(diagnostic) : to_string(diagnostic));
  if (reading.ok() && !json) {
    print(fmt::format("{}: good, {} warning{}", file, reading.diagnostics.size(), reading.diagnostics.size() == 1 ? "" : "s"));
  }
  return reading.ok() ? kYes : kNo;
}

// The calendar given; else the one that lies where config/ keeps it, since an office would not know to ask for it.
Input<std::optional<event::WorkdayCalendar>> calendar_for(const PlanShowOptions& options) {
  const auto beside = std::filesystem::absolute(options.file).parent_path().parent_path() / "calendar" / "holidays.json";
  std::error_code ignored;
  if (!options.calendar && !std::filesystem::exists(beside, ignored)) return std::optional<event::WorkdayCalendar>();
  const std::string file = options.calendar.value_or(beside.string());
  const auto text = read_input(file);
  if (!text) return tl::unexpected(text.error());
  auto calendar = event::WorkdayCalendar::parse(*text, file);
  if (!calendar) return base::fail(InputError::unusable, calendar.error().what);
  return std::optional<event::WorkdayCalendar>(std::move(*calendar));
}

int show_whole(const event::Plan& plan, const PlanShowOptions& options) {
  if (options.toml) {
    print(event::write_plan(plan));
    return kYes;
  }
  if (!options.json) {
    const auto calendar = calendar_for(options);
    if (!calendar) return complain(calendar.error());
    print(event::plan_text(plan, *calendar ? &**calendar : nullptr));
    return kYes;
  }
  for (const event::Session& session : plan.sessions) {
    if (!options.session || *options.session == session.id) print(event::session_json(plan, session));
  }
  return kYes;
}

int show_at(const event::Plan& plan, const PlanShowOptions& options) {
  const auto at = parse_moment(*options.at, "--at");
  if (!at) return complain(at.error());
  const auto session = find_session(plan, options.session ? &*options.session : nullptr, base::date_in(*at, plan.zone));
  if (!session) return complain(session.error());
  const event::Itinerary itinerary = event::itinerary_at(plan, **session, {}, *at);
  print(options.json ? event::itinerary_json(plan, itinerary) : event::itinerary_text(plan, itinerary, *at));
  return kYes;
}

}  // namespace

int plan_new(const PlanNewOptions& options) {
  std::error_code ignored;
  if (std::filesystem::exists(options.out, ignored)) {
    return complain(fmt::format("{} is there already; choose another name, or move it away first", options.out));
  }
  if (const auto written = write_output(options.out, kStarterPlan); !written) return complain(written.error());
  print(fmt::format("{}: edit it, then `openday plan check {}`", options.out, options.out));
  return kYes;
}

int plan_check(const PlanCheckOptions& options) {
  int worst = kYes;
  for (const std::string& file : options.files) worst = std::max(worst, check_one(file, options.json));
  return worst;
}

int plan_show(const PlanShowOptions& options) {
  const auto text = read_input(options.file, event::kMaxPlanBytes + 1);
  if (!text) return complain(text.error());
  const event::PlanReading reading = read_plan_text(*text, options.file);
  if (!reading.ok()) {
    for (const event::Diagnostic& diagnostic : reading.diagnostics) note(to_string(diagnostic));
    return kNo;
  }
  if (options.session && reading.plan->session(*options.session) == nullptr) {
    return complain(find_session(*reading.plan, &*options.session, {}).error());
  }
  return options.at ? show_at(*reading.plan, options) : show_whole(*reading.plan, options);
}

}  // namespace openday::tool
