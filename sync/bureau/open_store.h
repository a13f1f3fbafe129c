// The store that --store names.
#pragma once

#include <memory>
#include <string>

#include "sync/bureau/sqlite_store.h"

namespace openday::bureau {

// sqlite:PATH; postgres:CONNECTION STRING of libpq, or its URI postgresql://... Says what is wrong without repeating `where`, which may
// hold a password.
[[nodiscard]] StoreResult<std::unique_ptr<BureauStore>> open_store(const std::string& where, Role role);

// Threads of a server that verify and store. Those of PostgreSQL wait for commits most of the time, each on a connection of its own, and a
// commit costs the same for one as for eight that come together; those of SQLite wait for one writer, which serves all of them with one sync.
inline constexpr unsigned kMostWorkers = 64;
[[nodiscard]] unsigned default_workers(const std::string& where);

}  // namespace openday::bureau
