// Whole files: read with a cap, written so that a power cut leaves the old or the new one, never half; lock files.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

#include "kiosk/base/result.h"
#include "kiosk/base/unique_fd.h"

namespace openday::base {

enum class FileError { missing, denied, too_large, full, busy, other };

// `what` names the path and the system's reason.
[[nodiscard]] Result<std::string, FileError> read_file(const std::filesystem::path& path, std::size_t limit = 64u << 20);

// Temporary file beside it, write, fsync, rename, fsync of the folder. `mode` as for open(2), subject to the umask.
[[nodiscard]] Result<void, FileError> write_file_durably(const std::filesystem::path& path, std::string_view bytes, unsigned mode = 0640);

// flock(2) exclusively, at once or not at all (`busy`); held until the descriptor closes. The file is created when missing.
[[nodiscard]] Result<UniqueFd, FileError> lock_file(const std::filesystem::path& path);

}  // namespace openday::base
