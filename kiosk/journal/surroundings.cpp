#include "kiosk/journal/surroundings.h"

#include <algorithm>
#include <cerrno>
#include <system_error>

#include <fcntl.h>
#include <fmt/format.h>

#include "kiosk/base/file.h"
#include "kiosk/journal/database.h"

namespace openday::journal {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void throw_system(const fs::path& path, const char* doing, std::error_code error) {
  const bool denied = error == std::errc::permission_denied || error == std::errc::operation_not_permitted || error == std::errc::read_only_file_system;
  const bool full = error == std::errc::no_space_on_device;
  throw DatabaseError(denied ? StoreError::denied : full ? StoreError::full : StoreError::io,
                      fmt::format("{}: cannot {}: {}; check owner, mode and free space", path.string(), doing, error.message()));
}

// RFC 3339's basic form without punctuation that file systems dislike.
std::string stamp(base::Instant now) {
  std::string text = base::to_rfc3339(std::chrono::floor<std::chrono::seconds>(now), base::Minutes{0}).substr(0, 19);
  std::erase_if(text, [](char c) { return c == '-' || c == ':'; });
  return text + "Z";
}

fs::path free_name(const fs::path& database, base::Instant now) {
  const std::string wanted = database.string() + ".damaged-" + stamp(now);
  for (int number = 1;; ++number) {
    fs::path name = number == 1 ? wanted : fmt::format("{}.{}", wanted, number);
    std::error_code ignored;
    if (!fs::exists(fs::symlink_status(name, ignored))) return name;
  }
}

}  // namespace

fs::path move_aside(const fs::path& database, base::Instant now) {
  const fs::path to = free_name(database, now);
  std::error_code error;
  // The database first: a power cut in between leaves a log without its database, which the next start moves aside too. The
  // other way round a database that has lost its last records would pass for a whole one.
  for (const char* suffix : {"", "-wal", "-shm"}) {
    fs::rename(database.string() + suffix, to.string() + suffix, error);
    if (error && error != std::errc::no_such_file_or_directory) throw_system(database.string() + suffix, "move the damaged file aside", error);
  }
  sync_folder(database.parent_path());
  return to;
}

std::optional<fs::path> move_aside_as_noted(const fs::path& database, const fs::path& note, base::Instant now) {
  std::error_code error;
  if (!fs::exists(note, error)) return std::nullopt;
  std::optional<fs::path> to;
  if (fs::exists(database, error)) to = move_aside(database, now);
  if (!fs::remove(note, error) && error) throw_system(note, "remove the note", error);
  sync_folder(note.parent_path());
  return to;
}

std::vector<fs::path> moved_aside(const fs::path& database) {
  std::vector<fs::path> found;
  const std::string prefix = database.filename().string() + ".damaged-";
  std::error_code error;
  for (fs::directory_iterator entry(database.parent_path(), error), end; !error && entry != end; entry.increment(error)) {
    const std::string name = entry->path().filename().string();
    if (name.starts_with(prefix) && !name.ends_with("-wal") && !name.ends_with("-shm")) found.push_back(entry->path());
  }
  std::sort(found.begin(), found.end());
  return found;
}

void make_folder(const fs::path& folder) {
  std::error_code error;
  if (fs::is_directory(folder, error)) return;
  fs::create_directories(folder, error);
  if (error) throw_system(folder, "make the folder", error);
  sync_folder(folder.parent_path());
}

void sync_folder(const fs::path& folder) {
  const base::UniqueFd fd(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!fd || ::fsync(fd.get()) != 0) throw_system(folder, "sync the folder", std::error_code(errno, std::generic_category()));
}

base::UniqueFd lock_for_life(const fs::path& path) {
  auto lock = base::lock_file(path);
  if (lock) return std::move(*lock);
  const auto kind = lock.error().kind;
  throw DatabaseError(kind == base::FileError::busy     ? StoreError::locked
                      : kind == base::FileError::denied ? StoreError::denied
                      : kind == base::FileError::full   ? StoreError::full
                                                        : StoreError::io,
                      lock.error().what);
}

bool orphaned_log(const fs::path& database) {
  std::error_code error;
  if (fs::exists(database, error)) return false;
  const auto size = fs::file_size(database.string() + "-wal", error);
  return !error && size > 0;
}

}  // namespace openday::journal
