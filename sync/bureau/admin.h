// The office's subcommands on the store, as functions: what they print goes to `out`, what is wrong to `err`; they return the
// program's exit code.
#pragma once

#include <filesystem>
#include <ostream>
#include <string>

#include "sync/bureau/export.h"
#include "sync/bureau/store.h"

namespace openday::bureau {

struct Terminal {
  std::ostream& out;
  std::ostream& err;
  base::Instant now;
  bool json = false;
};

[[nodiscard]] int list_devices(AdminStore& store, const Terminal& terminal);
[[nodiscard]] int add_device(AdminStore& store, const Terminal& terminal, const std::filesystem::path& public_key, const std::string& name);
// By key id (8 hex digits), device UUID or name; one that fits several is refused.
[[nodiscard]] int revoke_device(AdminStore& store, const Terminal& terminal, const std::string& which);
[[nodiscard]] int list_quarantine(AdminStore& store, const Terminal& terminal);
// Tries every quarantined record again, or the one of that number.
[[nodiscard]] int replay_quarantine(AdminStore& store, const Terminal& terminal, std::uint64_t number);
// After erasing: no file of the store holds an erased body any more.
[[nodiscard]] int scrub(AdminStore& store, const Terminal& terminal);
[[nodiscard]] int export_to(AdminStore& store, const Terminal& terminal, const std::string& table, const std::string& event,
                            ExportFormat format, const std::filesystem::path& file);

}  // namespace openday::bureau
