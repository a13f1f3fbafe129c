#include "kiosk/journal/spool.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>

#include <fmt/format.h>
#include <sys/stat.h>

#include "kiosk/base/file.h"
#include "kiosk/journal/database.h"
#include "kiosk/journal/layout.h"
#include "kiosk/journal/surroundings.h"

namespace openday::journal {
namespace {

namespace fs = std::filesystem;

constexpr std::array kKinds{SpoolKind::enrol, SpoolKind::import_package, SpoolKind::export_package, SpoolKind::purge, SpoolKind::send_paper, SpoolKind::try_line};
// The taker is another user of the same group, the folder is set-group-id; the umask of the service (0027) would take it away.
constexpr mode_t kMode = 0660;

std::optional<SpoolEntry> entry_of(const std::string& name) {
  constexpr std::size_t kUuid = 36;
  if (name.size() <= kUuid + 1 || name[kUuid] != '.' || !base::parse_uuid(name.substr(0, kUuid))) return std::nullopt;
  const std::string_view kind = std::string_view(name).substr(kUuid + 1);
  const auto found = std::find_if(kKinds.begin(), kKinds.end(), [&](SpoolKind one) { return to_string(one) == kind; });
  return found == kKinds.end() ? std::nullopt : std::optional(SpoolEntry{name, *found});
}

StoreError kind_of(base::FileError error) {
  switch (error) {
    case base::FileError::denied: return StoreError::denied;
    case base::FileError::full: return StoreError::full;
    default: return StoreError::io;
  }
}

}  // namespace

std::string_view to_string(SpoolKind kind) {
  switch (kind) {
    case SpoolKind::enrol: return "enrol";
    case SpoolKind::import_package: return "import-package";
    case SpoolKind::export_package: return "export-package";
    case SpoolKind::purge: return "purge";
    case SpoolKind::send_paper: return "send-paper";
    case SpoolKind::try_line: return "try-line";
  }
  return "";
}

std::string to_text(const ExportRequest& request) { return fmt::format("seal {}\nfrom {}\n", base::to_hex(request.seal), request.everything ? "start" : "acknowledged"); }

std::optional<ExportRequest> parse_export_request(std::string_view text) {
  constexpr std::string_view kSeal = "seal ";
  constexpr std::size_t kHex = 64;
  if (!text.starts_with(kSeal) || text.size() < kSeal.size() + kHex) return std::nullopt;
  const auto key = base::array_from_hex<32>(text.substr(kSeal.size(), kHex));
  const std::string_view rest = text.substr(kSeal.size() + kHex);
  if (!key || (rest != "\nfrom start\n" && rest != "\nfrom acknowledged\n")) return std::nullopt;
  return ExportRequest{*key, rest == "\nfrom start\n"};
}

Spool::Spool(fs::path state) : folder_(Layout{state}.spool_folder()), out_(Layout{state}.out_folder()) {}

fs::path Spool::made(std::string_view name) const { return out_ / fmt::format("{}.openday-out", name); }
fs::path Spool::refused(std::string_view name) const { return out_ / fmt::format("{}.refused", name); }

StoreResult<std::string> Spool::put(SpoolKind kind, std::string_view bytes, base::Instant now, const base::Random16& random) {
  if (bytes.size() > kSpoolBytes) return base::fail(StoreError::io, fmt::format("a request of {} bytes is over the {} that spool/ takes", bytes.size(), kSpoolBytes));
  if (auto made = attempt([&] { make_folder(folder_); }); !made) return tl::unexpected(std::move(made.error()));
  const std::string name = fmt::format("{}.{}", base::to_string(base::make_uuid_v7(now, random)), to_string(kind));
  const auto written = base::write_file_durably(folder_ / name, bytes, kMode);
  if (!written) return base::fail(kind_of(written.error().kind), written.error().what);
  (void)::chmod((folder_ / name).c_str(), kMode);   // refused only where the file is not ours, and then it is as it must be
  return name;
}

StoreResult<std::vector<SpoolEntry>> Spool::list() const {
  std::vector<SpoolEntry> entries;
  std::error_code error;
  fs::directory_iterator file(folder_, error);
  for (; !error && file != fs::directory_iterator(); file.increment(error)) {
    if (auto entry = entry_of(file->path().filename().string())) entries.push_back(std::move(*entry));
  }
  if (error && error != std::errc::no_such_file_or_directory) {
    return base::fail(error == std::errc::permission_denied ? StoreError::denied : StoreError::io,
                      fmt::format("{}: cannot list: {}; check owner and mode", folder_.string(), error.message()));
  }
  std::sort(entries.begin(), entries.end(), [](const SpoolEntry& a, const SpoolEntry& b) { return a.name < b.name; });
  return entries;
}

StoreResult<std::string> Spool::take(const SpoolEntry& entry) const {
  auto bytes = base::read_file(folder_ / entry.name, kSpoolBytes);
  if (!bytes) return base::fail(kind_of(bytes.error().kind), bytes.error().what);
  return std::move(*bytes);
}

StoreResult<void> Spool::done(const SpoolEntry& entry) {
  std::error_code error;
  fs::remove(folder_ / entry.name, error);
  if (error) return base::fail(StoreError::io, fmt::format("{}: cannot remove: {}; check owner and mode", (folder_ / entry.name).string(), error.message()));
  return attempt([&] {
    if (fs::exists(folder_, error)) sync_folder(folder_);
  });
}

bool Spool::pending(std::string_view name) const {
  std::error_code error;
  return fs::exists(folder_ / name, error);
}

}  // namespace openday::journal
