// Single files of a stick that a stranger may have filled: opened by name, never by listing (a stick may hold a million files), never
// through a link, only regular files, never more than asked for. Blocks; for the hand-over's own thread.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "kiosk/base/result.h"
#include "kiosk/event/hand_over.h"

namespace openday::app {

enum class StickFileError { missing, odd, too_large, gone };   // odd: a link, a folder, a device

[[nodiscard]] base::Result<std::string, StickFileError> read_stick_file(const std::filesystem::path& folder, const std::string& name, std::size_t limit);

// openday-in/ as the manifest names it: at most kMaxPackageBytes in memory, whatever lies there.
struct StickRead {
  std::optional<event::Package> package;         // nothing: see the rest
  event::PackageError error = event::PackageError::unreadable;
  bool gone = false, missing = false;
  std::string what;
};
[[nodiscard]] StickRead read_stick_package(const std::filesystem::path& mounted);

}  // namespace openday::app
