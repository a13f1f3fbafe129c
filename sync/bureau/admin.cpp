#include "sync/bureau/admin.h"

#include <fstream>

#include <fmt/core.h>

namespace openday::bureau {
namespace {

std::string id_of(const Device& device) { return base::to_hex(base::key_id(device.key)); }
std::string uuid_of(const Device& device) { return device.device ? base::to_string(*device.device) : std::string(); }

bool fits(const Device& device, const std::string& which) {
  return id_of(device) == which || uuid_of(device) == which || device.name == which || base::to_hex(device.key) == which;
}

}  // namespace

int failed(const Terminal& terminal, std::string_view what) {
  terminal.err << "openday-bureau: " << what << '\n';
  return 1;
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
