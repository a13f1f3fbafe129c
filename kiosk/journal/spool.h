// The only channel from kiosk to syncd: one file a request in spool/, written whole, synced and renamed into place, removed by
// syncd when it is done; what syncd makes lies in inbox/out/. Any number of askers, one taker. Survives a power cut at any
// point: a request is there whole or not at all, and may be taken twice if syncd dies before done(): taking is idempotent.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/crypto.h"
#include "kiosk/base/time.h"
#include "kiosk/base/uuid.h"
#include "kiosk/journal/store_error.h"

namespace openday::journal {

// send_paper: a finished paper for the bureau, sealed; format in event/sent_paper.h. Taken when the bureau has it or never will (refused()).
// try_line: the bureau is tried at once, whatever back-off runs.
enum class SpoolKind { enrol, import_package, export_package, purge, send_paper, try_line };
[[nodiscard]] std::string_view to_string(SpoolKind kind);   // "enrol", "import-package", ...

struct SpoolEntry {
  std::string name;    // file name: <UUIDv7>.<kind>
  SpoolKind kind = SpoolKind::enrol;
};

// What a package to make is sealed to, and from where: all records, or those after the last acknowledged one.
struct ExportRequest {
  base::PublicKey seal{};
  bool everything = false;
};
[[nodiscard]] std::string to_text(const ExportRequest& request);
[[nodiscard]] std::optional<ExportRequest> parse_export_request(std::string_view text);

inline constexpr std::size_t kSpoolBytes = 64u << 20;   // a request may carry an imported package

class Spool {
 public:
  explicit Spool(std::filesystem::path state);

  // Names the request by time and `random`; returns the name, by which pending() can be asked later.
  [[nodiscard]] StoreResult<std::string> put(SpoolKind kind, std::string_view bytes, base::Instant now, const base::Random16& random);
  // Oldest first. Files of other names are left alone; half-written ones are never seen.
  [[nodiscard]] StoreResult<std::vector<SpoolEntry>> list() const;
  [[nodiscard]] StoreResult<std::string> take(const SpoolEntry& entry) const;   // the bytes; the file stays until done()
  [[nodiscard]] StoreResult<void> done(const SpoolEntry& entry);                // already gone is success
  [[nodiscard]] bool pending(std::string_view name) const;

  // What syncd leaves for the asker when the request is gone: the package made for it, or a sentence why it was not done.
  [[nodiscard]] std::filesystem::path made(std::string_view name) const;      // inbox/out/NAME.openday-out
  [[nodiscard]] std::filesystem::path refused(std::string_view name) const;   // inbox/out/NAME.refused

 private:
  std::filesystem::path folder_, out_;
};

}  // namespace openday::journal
