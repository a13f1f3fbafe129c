// An archive that only a passphrase opens: ZIP with AES-256 (WinZip AE-2, which 7-Zip, WinRAR and libarchive read). Names of members
// are not hidden by the format: they must say nothing of a person. One thread a call.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "kiosk/base/result.h"
#include "kiosk/base/time.h"

namespace openday::report {

enum class ZipError { passphrase, not_read, not_written, full, damaged, cancelled };

struct ZipMember {
  std::string name;              // in the archive, UTF-8
  std::filesystem::path file;    // on the box
};

// How far it is, 0..1; false stops it.
using Progress = std::function<bool(double)>;

inline constexpr std::size_t kLeastPassphrase = 8, kMostPassphrase = 64;
// 8 to 64 printable ASCII characters: programs disagree about the bytes of any other. Holds it for good: whether it is strong, nobody
// can tell by its looks.
[[nodiscard]] bool is_passphrase(std::string_view text);

// Writes `to` (0600), synced, then opens it anew with the passphrase, decrypts every member and compares its SHA-256 with the file's.
// On any failure nothing is left at `to`. The size in bytes. Errors name the file and the next step, never the passphrase.
[[nodiscard]] base::Result<std::uint64_t, ZipError> make_sealed_zip(const std::filesystem::path& to, const std::vector<ZipMember>& members, const std::string& passphrase, base::Instant dated,
                                                                    const Progress& progress = {});

}  // namespace openday::report
