// A document as boxes of every hall have it now, and what may take its place.
#pragma once

#include <optional>
#include <string>

#include "sync/bureau/hall_store.h"

namespace openday::bureau {

struct PublishedDocument {
  int version = 0;
  std::string bytes;
};
// Nothing: none is published. One that is replaced between the two questions that this takes is asked for again; `busy` when that goes on.
[[nodiscard]] StoreResult<std::optional<PublishedDocument>> read_published(HallStore& store, const std::string& kind, const std::string& event);

// What a store has of a document's event, kind and hall.
struct HeldDocument {
  int version = 0;
  base::Digest digest{};
};
// `published`: it may take the held one's place. `digest`: of its bytes.
[[nodiscard]] Publishing judge(const Publication& document, const base::Digest& digest, const std::optional<HeldDocument>& held);

}  // namespace openday::bureau
