// Folders and files around a store: its lock, its folder, and damaged databases, renamed beside their place with -wal and -shm, never deleted. Internal to the stores.
#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "kiosk/base/time.h"
#include "kiosk/base/unique_fd.h"

namespace openday::journal {

// "journal.db" becomes "journal.db.damaged-20201117T003000Z" (with a number behind when that is taken); its -wal and -shm
// follow under that name. Returns the new path. Throws DatabaseError.
[[nodiscard]] std::filesystem::path move_aside(const std::filesystem::path& database, base::Instant now);
// Where `note` says that the database was found damaged: moves it aside, then the note goes. Nothing when there is no note, or no database.
[[nodiscard]] std::optional<std::filesystem::path> move_aside_as_noted(const std::filesystem::path& database, const std::filesystem::path& note, base::Instant now);
// Those that lie beside `database`, oldest name first, without -wal and -shm.
[[nodiscard]] std::vector<std::filesystem::path> moved_aside(const std::filesystem::path& database);
// A -wal whose database is gone: a move aside that was cut short.
[[nodiscard]] bool orphaned_log(const std::filesystem::path& database);
// Makes the folder and what is above it, and syncs its entry. Throws DatabaseError.
void make_folder(const std::filesystem::path& folder);
void sync_folder(const std::filesystem::path& folder);
// The writer's lock for its life; `locked` when another process is the writer.
[[nodiscard]] base::UniqueFd lock_for_life(const std::filesystem::path& path);

}  // namespace openday::journal
