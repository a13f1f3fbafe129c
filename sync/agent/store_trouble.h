// A store of this box that cannot be read or written: thrown inside the engine, caught in Engine::step(), which tries again later.
#pragma once

#include <string>
#include <utility>

#include "kiosk/journal/store_error.h"

namespace openday::agent {

// A note of inbox.db that the engine keeps.
inline constexpr const char* kEpochNote = "bureau-epoch";

struct StoreTrouble {
  std::string what;
};

template <class T>
[[nodiscard]] T need(journal::StoreResult<T> result) {
  if (!result) throw StoreTrouble{result.error().what};
  return std::move(*result);
}

}  // namespace openday::agent
