#include "sync/bureau/admin_lag.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "sync/bureau/lag.h"
#include "sync/bureau/text_table.h"

namespace openday::bureau {
namespace {

using Json = nlohmann::ordered_json;

std::string uuid_of(const Device& device) { return device.device ? base::to_string(*device.device) : std::string(); }
std::string_view state_of(const Device& device) {
  if (device.is_revoked()) return "revoked";
  return device.device ? "bound" : "waiting";
}


std::string json_of(const Lag& lag, Standing standing, base::Instant now) {
  const Device& device = lag.device;
  const auto contact = last_contact(lag);
  return Json{{"key_id", base::to_hex(base::key_id(device.key))}, {"name", device.name}, {"state", state_of(device)}, {"device", uuid_of(device)}, {"hall", device.hall},
              {"key", base::to_hex(device.key)}, {"added", device.added}, {"bound", device.bound}, {"revoked", device.revoked},
              {"last_contact", contact ? base::to_rfc3339(*contact, base::Minutes{0}) : std::string()}, {"last_hello", lag.told}, {"last_record", lag.last_record},
              {"records", lag.records}, {"durable", lag.durable}, {"waiting", lag.waiting}, {"ballot_batches", lag.ballot_batches}, {"ballot_batches_waiting", lag.missing_batches},
              {"standing", to_string(standing)}, {"next_step", next_step(lag, standing, now)}}.dump(-1, ' ', false, Json::error_handler_t::replace);
}

// Batches of which the bureau lacks some are shown as 3+1.
std::string batches_of(const Lag& lag) { return lag.missing_batches == 0 ? fmt::format("{}", lag.ballot_batches) : fmt::format("{}+{}", lag.ballot_batches, lag.missing_batches); }

}  // namespace

int list_devices(LagStore& store, const Terminal& terminal) {
  const auto lags = store.lags();
  if (!lags) return failed(terminal, lags.error().what);
  using Align = TextTable::Align;
  TextTable table({{"key"}, {"state"}, {"name"}, {"standing"}, {"last contact"}, {"last record"}, {"records", Align::right}, {"durable", Align::right}, {"waiting", Align::right},
                   {"ballots", Align::right}, {"device"}});
  for (const Lag& lag : *lags) {
    const Standing standing = standing_of(lag, terminal.now);
    if (terminal.json) {
      terminal.out << json_of(lag, standing, terminal.now) << '\n';
      continue;
    }
    const std::string step = next_step(lag, standing, terminal.now);
    table.add({base::to_hex(base::key_id(lag.device.key)), std::string(state_of(lag.device)), printable(lag.device.name, kShownNameBytes), std::string(to_string(standing)),
               short_time(last_contact(lag)), short_time(instant_of(lag.last_record)), fmt::format("{}", lag.records), fmt::format("{}", lag.durable), fmt::format("{}", lag.waiting),
               batches_of(lag), uuid_of(lag.device)},
              step.empty() ? step : fmt::format("{}: {}", to_string(standing), step));
  }
  terminal.out << table.text();
  return 0;
}

}  // namespace openday::bureau
