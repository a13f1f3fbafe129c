#include <filesystem>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "kiosk/base/crypto.h"
#include "kiosk/roster_io/roster_csv.h"
#include "kiosk/tool/commands.h"
#include "kiosk/tool/inputs.h"

namespace openday::tool {
namespace {

using Json = nlohmann::ordered_json;

std::string dump(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

struct ImportWork {
  event::Plan plan;
  roster_io::RosterReading reading;
};

// Reads plan, list and, where there is one, the roster of the import before.
Input<ImportWork> read_all(const RosterOptions& options) {
  if (options.file.ends_with(".xlsx") || options.file.ends_with(".xls")) {
    return base::fail(InputError::unusable, fmt::format("{}: workbooks are not read; save the sheet as CSV (UTF-8 or GB 18030) and give that", options.file));
  }
  auto plan = read_plan_file(options.plan);
  if (!plan) return tl::unexpected(plan.error());
  auto bytes = read_input(options.file, roster_io::kMaxCsvBytes + 1);
  if (!bytes) return tl::unexpected(bytes.error());
  std::optional<event::Roster> previous;
  std::error_code ignored;
  if (!options.out.empty() && std::filesystem::exists(options.out, ignored)) {
    auto held = read_roster_file(options.out, *plan);
    if (!held) return tl::unexpected(held.error());
    previous = std::move(*held);
  }
  ImportWork work{std::move(*plan), {}};
  work.reading = roster_io::read_roster_csv(*bytes, work.plan, previous ? &*previous : nullptr, base::random16);
  return work;
}

void print_understood(const roster_io::RosterReading& reading) {
  for (const roster_io::UnderstoodColumn& column : reading.columns) {
    print(fmt::format("  {} -> {}", column.header, column.column ? std::string(roster_io::name_of(*column.column)) : "not used"));
  }
}

void print_problems(const roster_io::RosterReading& reading, const std::string& file, bool json) {
  for (const roster_io::RosterProblem& problem : reading.problems) {
    if (json) {
      print(dump(Json{{"file", file}, {"line", problem.line}, {"severity", problem.error ? "error" : "warning"}, {"message", problem.what}}));
    } else {
      print(roster_io::to_string(problem, file));
    }
  }
}

Json summary(const roster_io::RosterReading& reading, const RosterOptions& options) {
  Json json;
  json["file"] = options.file;
  json["ok"] = reading.ok();
  json["encoding"] = reading.encoding;
  json["columns"] = Json::array();
  for (const roster_io::UnderstoodColumn& column : reading.columns) {
    json["columns"].push_back({{"header", column.header}, {"means", column.column ? Json(roster_io::name_of(*column.column)) : Json(nullptr)}});
  }
  json["rows"] = reading.rows;
  json["errors"] = reading.errors;
  if (reading.roster) {
    json["version"] = reading.roster->version();
    json["kept"] = reading.kept;
    json["made"] = reading.made;
  }
  return json;
}

void print_result(const roster_io::RosterReading& reading, const RosterOptions& options) {
  print_problems(reading, options.file, options.json);
  if (options.json) return print(dump(summary(reading, options)));
  print(fmt::format("{}: {}, {} guests, {} error{}", options.file, reading.encoding, reading.rows, reading.errors, reading.errors == 1 ? "" : "s"));
  print_understood(reading);
}

}  // namespace

int roster_check(const RosterOptions& options) {
  const auto work = read_all(options);
  if (!work) return complain(work.error());
  print_result(work->reading, options);
  return work->reading.ok() ? kYes : kNo;
}

int roster_import(const RosterOptions& options) {
  const auto work = read_all(options);
  if (!work) return complain(work.error());
  const roster_io::RosterReading& reading = work->reading;
  print_result(reading, options);
  if (!reading.ok()) {
    note(fmt::format("{} was not written: correct the rows named above", options.out));
    return kNo;
  }
  if (const auto written = write_output(options.out, event::write_roster(*reading.roster)); !written) return complain(written.error());
  if (!options.json) {
    print(fmt::format("{}: version {}, {} guests ({} registrations kept, {} new)", options.out, reading.roster->version(), reading.roster->guests().size(), reading.kept, reading.made));
  }
  return kYes;
}

}  // namespace openday::tool
