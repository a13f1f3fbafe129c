#include <algorithm>
#include <filesystem>
#include <fstream>

#include <fmt/format.h>

#include "kiosk/base/crypto.h"
#include "kiosk/roster_io/roster_reading.h"
#include "kiosk/tool/commands.h"
#include "kiosk/tool/inputs.h"
#include "kiosk/tool/roster_preview.h"

namespace openday::tool {
namespace {

constexpr const char* kThisProgram = "/proc/self/exe";   // the child that reads workbooks is this program again

// By its first bytes: lists are sent about under any name. "PK" begins a zip, 0xD0CF an OLE2 file (.xls, or a locked .xlsx).
bool is_workbook(const std::string& file) {
  char first[2] = {};
  std::ifstream(file, std::ios::binary).read(first, sizeof first);
  const std::string_view begin(first, 2);
  return begin == "PK" || begin == "\xD0\xCF" || file.ends_with(".xlsx") || file.ends_with(".xls");
}

struct ImportWork {
  event::Plan plan;
  std::optional<event::Roster> previous;
  roster_io::RosterReading reading;
};

// Reads plan, list and, where there is one, the roster of the import before.
Input<ImportWork> read_all(const RosterOptions& options) {
  auto plan = read_plan_file(options.plan);
  if (!plan) return tl::unexpected(plan.error());
  ImportWork work{std::move(*plan), {}, {}};
  std::error_code ignored;
  if (!options.out.empty() && std::filesystem::exists(options.out, ignored)) {
    auto held = read_roster_file(options.out, work.plan);
    if (!held) return tl::unexpected(held.error());
    work.previous = std::move(*held);
  }
  const roster_io::ReadingOptions reading{work.previous ? &*work.previous : nullptr, options.sheet, options.leave_out};
  if (!std::filesystem::exists(options.file, ignored)) return base::fail(InputError::unusable, fmt::format("{}: no such file", options.file));
  if (is_workbook(options.file)) {
    work.reading = roster_io::read_roster_xlsx(options.file, kThisProgram, work.plan, reading, base::random16);
    return work;
  }
  const auto bytes = read_input(options.file, roster_io::kMaxCsvBytes + 1);
  if (!bytes) return tl::unexpected(bytes.error());
  work.reading = roster_io::read_roster_csv(*bytes, work.plan, reading, base::random16);
  return work;
}

void show(const roster_io::RosterReading& reading, const RosterOptions& options) {
  if (options.json) return print_preview_json(reading, options.file);
  print_preview(reading, options.file);
}

void print_changes(const roster_io::RosterReading& reading) {
  if (reading.added.count > 0) print(fmt::format("  新增 {} 条：{}", reading.added.count, to_string(reading.added)));
  if (reading.changed.count > 0) print(fmt::format("  变更 {} 条：{}", reading.changed.count, to_string(reading.changed)));
  if (reading.removed.empty()) return;
  print(fmt::format("  删除 {} 条；已发出的码仍能入场，请作废：openday revoke --out REVOKED.json --event {} 加上下面的登记标识", reading.removed.size(), reading.roster->event()));
  for (std::size_t i = 0; i < std::min(reading.removed.size(), roster_io::kMaxListedLines); ++i) print("    " + reading.removed[i]);
}

void print_written(const ImportWork& work, const RosterOptions& options) {
  const roster_io::RosterReading& reading = work.reading;
  print(fmt::format("{}: version {}, {} guests ({} registrations kept, {} new)", options.out, reading.roster->version(), reading.roster->guests().size(), reading.kept, reading.made));
  if (work.previous) print_changes(reading);
}

}  // namespace

int roster_check(const RosterOptions& options) {
  const auto work = read_all(options);
  if (!work) return complain(work.error());
  show(work->reading, options);
  return work->reading.ok() ? kYes : kNo;
}

int roster_import(const RosterOptions& options) {
  const auto work = read_all(options);
  if (!work) return complain(work.error());
  const roster_io::RosterReading& reading = work->reading;
  show(reading, options);
  if (!reading.ok()) {
    const bool rows_only = reading.bad_rows.count > 0 && reading.bad_rows.count < reading.rows;
    note(fmt::format("{}: not written; correct the rows named above{}", options.out,
                     rows_only ? fmt::format(", or leave them out with --leave-out {}", reading.bad_rows.count) : std::string()));
    return kNo;
  }
  if (const auto written = write_output(options.out, event::write_roster(*reading.roster)); !written) return complain(written.error());
  if (!options.json) print_written(*work, options);
  return kYes;
}

}  // namespace openday::tool
