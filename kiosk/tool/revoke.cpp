#include <filesystem>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "kiosk/tool/commands.h"
#include "kiosk/tool/inputs.h"

namespace openday::tool {

int revoke(const RevokeOptions& options) {
  event::Revocations list;
  list.event = options.event;
  std::error_code ignored;
  if (std::filesystem::exists(options.out, ignored)) {
    auto held = read_revocations_file(options.out);
    if (!held) return complain(held.error());
    if (held->event != options.event) return complain(fmt::format("{} is of event {}, not {}; give each event its own file", options.out, held->event, options.event));
    list = std::move(*held);
  }
  for (const std::string& text : options.registrations) {
    const auto id = event::parse_registration_id(text);
    if (!id) return complain(fmt::format("\"{}\" is not a registration; expected 32 hex digits, as in index.csv", text));
    list.registrations.insert(*id);
  }
  ++list.version;
  if (const auto written = write_output(options.out, event::write_revocations(list), 0644); !written) return complain(written.error());
  if (options.json) {
    print(nlohmann::ordered_json{{"file", options.out}, {"event", list.event}, {"version", list.version}, {"revoked", list.registrations.size()}}.dump());
  } else {
    print(fmt::format("{}: event {}, version {}, {} revoked", options.out, list.event, list.version, list.registrations.size()));
  }
  return kYes;
}

}  // namespace openday::tool
