// The office's subcommands on the store, as functions: what they print goes to `out`, what is wrong to `err`; they return the
// program's exit code.
#pragma once

#include <filesystem>
#include <ostream>
#include <string>
#include <string_view>

#include "sync/bureau/export.h"
#include "sync/bureau/store.h"

namespace openday::bureau {

struct Terminal {
  std::ostream& out;
  std::ostream& err;
  base::Instant now;
  bool json = false;
};
// Says what is wrong, with the next step; 1, the program's exit code.
[[nodiscard]] int failed(const Terminal& terminal, std::string_view what);

[[nodiscard]] int add_device(AdminStore& store, const Terminal& terminal, const std::filesystem::path& public_key, const std::string& name);
// By key id (8 hex digits), device UUID or name; one that fits several is refused.
[[nodiscard]] int revoke_device(AdminStore& store, const Terminal& terminal, const std::string& which);
// Every quarantined record ever, with what can be done about it.
[[nodiscard]] int list_quarantine(AdminStore& store, const Terminal& terminal);
// One with its bytes, printable, at most kMostShownBytes. They may hold a guest's words: this is the only command that prints them.
inline constexpr std::size_t kMostShownBytes = 4096;
[[nodiscard]] int show_quarantine(AdminStore& store, const Terminal& terminal, std::uint64_t number);
// Tries every quarantined record again, or the one of that number.
[[nodiscard]] int replay_quarantine(AdminStore& store, const Terminal& terminal, std::uint64_t number);
// Takes the bytes of one away for good; that a record was there, and why it went, stays. Refuses a replayed one and an empty reason.
inline constexpr std::size_t kMostReasonBytes = 400;
[[nodiscard]] int drop_quarantine(AdminStore& store, const Terminal& terminal, std::uint64_t number, const std::string& reason);
// After erasing: no file of the store holds an erased body any more.
[[nodiscard]] int scrub(AdminStore& store, const Terminal& terminal);
// One of exported_tables(). `file` empty: to the terminal. Otherwise it is there whole, for its owner only (0600), or as it was before.
[[nodiscard]] int export_to(AdminStore& store, const Terminal& terminal, const std::string& table, const std::string& event,
                            ExportFormat format, const std::filesystem::path& file);

}  // namespace openday::bureau
