#include "sync/bureau/admin.h"

#include <fstream>

#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include "sync/bureau/body_check.h"
#include "sync/bureau/request_decoder.h"

namespace openday::bureau {
namespace {

using Json = nlohmann::ordered_json;

int failed(const Terminal& terminal, const std::string& what) {
  terminal.err << "openday-bureau: " << what << '\n';
  return 1;
}

std::string id_of(const Device& device) { return base::to_hex(base::key_id(device.key)); }
std::string uuid_of(const Device& device) { return device.device ? base::to_string(*device.device) : std::string(); }
std::string_view state_of(const Device& device) {
  if (device.is_revoked()) return "revoked";
  return device.device ? "bound" : "waiting";
}

bool fits(const Device& device, const std::string& which) {
  return id_of(device) == which || uuid_of(device) == which || device.name == which || base::to_hex(device.key) == which;
}

// Why a quarantined record stays there; empty when it could be put into the tables.
std::string replay_one(AdminStore& store, const QuarantineRow& row, base::Instant now) {
  const auto record = RequestDecoder().record(row.raw);
  if (!record) return "its bytes are not a record: " + record.error().what;
  if (const auto code = quarantine_code(*record); !code.empty()) return fmt::format("this program still finds '{}'", code);
  const auto done = store.replay(row.number, *record, now);
  if (!done) return done.error().what;
  return *done ? std::string() : "another record has its id, or it was replayed meanwhile";
}

}  // namespace

int list_devices(AdminStore& store, const Terminal& terminal) {
  const auto devices = store.devices();
  if (!devices) return failed(terminal, devices.error().what);
  for (const auto& device : *devices) {
    if (terminal.json) {
      terminal.out << Json{{"key_id", id_of(device)}, {"name", device.name}, {"state", state_of(device)}, {"device", uuid_of(device)},
                           {"key", base::to_hex(device.key)}, {"added", device.added}, {"bound", device.bound},
                           {"revoked", device.revoked}, {"last_contact", device.last_contact}}.dump(-1, ' ', false, Json::error_handler_t::replace) << '\n';
    } else {
      terminal.out << fmt::format("{}  {:<8}  {:<36}  {:<25}  {}\n", id_of(device), state_of(device), uuid_of(device), device.last_contact, device.name);
    }
  }
  return 0;
}

int add_device(AdminStore& store, const Terminal& terminal, const std::filesystem::path& public_key, const std::string& name) {
  const auto key = base::load_public_key(public_key);
  if (!key) return failed(terminal, key.error().what);
  const auto added = store.add_device(*key, name, terminal.now);
  if (!added) return failed(terminal, added.error().what);
  terminal.out << fmt::format("{} {} {}\n", *added ? "added" : "was there already:", base::to_hex(base::key_id(*key)), name);
  return 0;
}

int revoke_device(AdminStore& store, const Terminal& terminal, const std::string& which) {
  const auto devices = store.devices();
  if (!devices) return failed(terminal, devices.error().what);
  std::vector<Device> found;
  for (const auto& device : *devices) {
    if (fits(device, which)) found.push_back(device);
  }
  if (found.empty()) return failed(terminal, fmt::format("no device '{}': openday-bureau admin devices list shows them", which));
  if (found.size() > 1) return failed(terminal, fmt::format("'{}' names {} devices: give the key id of one", which, found.size()));
  const auto done = store.revoke_device(found.front().key, terminal.now);
  if (!done) return failed(terminal, done.error().what);
  terminal.out << fmt::format("revoked {} {}\n", id_of(found.front()), found.front().name);
  return 0;
}

int list_quarantine(AdminStore& store, const Terminal& terminal) {
  const auto rows = store.quarantine();
  if (!rows) return failed(terminal, rows.error().what);
  for (const auto& row : *rows) {
    if (terminal.json) {
      terminal.out << Json{{"number", row.number}, {"device", row.device}, {"inc", row.inc}, {"seq", row.seq}, {"code", row.code},
                           {"received", row.received}, {"replayed", row.replayed}, {"bytes", row.raw.size()}}.dump(-1, ' ', false, Json::error_handler_t::replace) << '\n';
    } else {
      terminal.out << fmt::format("{:>6}  {}  {}  seq {:<8} {:<10} {} {}\n", row.number, row.device, row.inc, row.seq, row.code, row.received,
                                  row.replayed.empty() ? "" : "replayed " + row.replayed);
    }
  }
  return 0;
}

int replay_quarantine(AdminStore& store, const Terminal& terminal, std::uint64_t number) {
  const auto rows = store.quarantine();
  if (!rows) return failed(terminal, rows.error().what);
  std::size_t done = 0, kept = 0;
  for (const auto& row : *rows) {
    if (!row.replayed.empty() || (number != 0 && row.number != number)) continue;
    const auto why = replay_one(store, row, terminal.now);
    why.empty() ? ++done : ++kept;
    if (!why.empty()) terminal.err << fmt::format("openday-bureau: quarantine {} stays: {}\n", row.number, why);
  }
  terminal.out << fmt::format("replayed {}, still in quarantine {}\n", done, kept);
  return kept == 0 ? 0 : 1;
}

int scrub(AdminStore& store, const Terminal& terminal) {
  const auto done = store.scrub();
  if (!done) return failed(terminal, done.error().what);
  terminal.out << "scrubbed: the store's files hold nothing that was erased\n";
  return 0;
}

int export_to(AdminStore& store, const Terminal& terminal, const std::string& table, const std::string& event, ExportFormat format,
              const std::filesystem::path& file) {
  std::ofstream opened;
  if (!file.empty()) opened.open(file, std::ios::binary | std::ios::trunc);
  if (!file.empty() && !opened) return failed(terminal, fmt::format("cannot write {}: check the folder", file.string()));
  std::ostream& out = file.empty() ? terminal.out : opened;
  const auto done = export_table(store, table, event, format, out);
  if (!done) return failed(terminal, done.error().what);
  out.flush();
  return out ? 0 : failed(terminal, fmt::format("writing {} failed: is the disk full?", file.string()));
}

}  // namespace openday::bureau
