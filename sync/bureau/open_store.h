// The store that --store names.
#pragma once

#include <memory>
#include <string>

#include "sync/bureau/sqlite_store.h"

namespace openday::bureau {

// sqlite:PATH; postgres:CONNECTION STRING of libpq, or its URI postgresql://... Says what is wrong without repeating `where`, which may
// hold a password.
[[nodiscard]] StoreResult<std::unique_ptr<BureauStore>> open_store(const std::string& where, Role role);

}  // namespace openday::bureau
