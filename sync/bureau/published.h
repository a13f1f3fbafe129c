// A document as boxes of every hall have it now.
#pragma once

#include <optional>
#include <string>

#include "sync/bureau/hall_store.h"

namespace openday::bureau {

// Nothing: none is published, or the store cannot be read.
[[nodiscard]] std::optional<std::string> published_text(HallStore& store, const std::string& kind, const std::string& event);

}  // namespace openday::bureau
