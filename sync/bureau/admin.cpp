#include "sync/bureau/admin.h"

#include <algorithm>

#include <fmt/format.h>

#include "kiosk/base/durable_file.h"

namespace openday::bureau {
namespace {

std::string id_of(const Device& device) { return base::to_hex(base::key_id(device.key)); }
std::string uuid_of(const Device& device) { return device.device ? base::to_string(*device.device) : std::string(); }

bool fits(const Device& device, const std::string& which) {
  return id_of(device) == which || uuid_of(device) == which || device.name == which || base::to_hex(device.key) == which;
}

// Who came, and what guests wrote: for whoever exports it only. Until the last row is there the file of before stays.
int export_to_file(AdminStore& store, const Terminal& terminal, const std::string& table, const std::string& event, ExportFormat format,
                   const std::filesystem::path& path) {
  std::error_code ignored;
  if (std::filesystem::exists(path, ignored) && !std::filesystem::is_regular_file(path, ignored)) {
    return failed(terminal, fmt::format("{} is no file: give a file, or no --out for standard output", path.string()));
  }
  auto file = base::DurableFile::create(path, 0600);
  if (!file) return failed(terminal, file.error().what);
  base::DurableFileBuffer buffer(*file);
  std::ostream out(&buffer);
  if (const auto read = export_table(store, table, event, format, out); !read) return failed(terminal, read.error().what);
  if (const auto written = buffer.finish(); !written) return failed(terminal, written.error().what);
  if (const auto kept = file->commit(); !kept) return failed(terminal, kept.error().what);
  return 0;
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
  const auto tables = store.exported_tables();
  if (std::ranges::find(tables, table) == tables.end()) {
    return failed(terminal, fmt::format("there is no table '{}' to export: give one of {}", table, fmt::join(tables, ", ")));
  }
  if (!file.empty()) return export_to_file(store, terminal, table, event, format, file);
  if (const auto done = export_table(store, table, event, format, terminal.out); !done) return failed(terminal, done.error().what);
  terminal.out.flush();
  return terminal.out ? 0 : failed(terminal, "writing failed: is the disk full?");
}

}  // namespace openday::bureau
