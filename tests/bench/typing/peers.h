// The engines that are compared, behind the product's own interface of sentences: libime bare, and libraries that the product does not
// use. One process holds one of them, so that its memory can be read.
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "kiosk/text/sentence_source.h"

namespace openday::bench {

inline constexpr std::size_t kPage = 8;

// At most `most` candidates for all keys together; a peer may keep state between calls that only add a key.
using Peer = std::unique_ptr<text::SentenceSource>;
[[nodiscard]] Peer open_openday();            // as the kiosk opens it: phrases, libime, characters
[[nodiscard]] Peer open_libime_bare();
[[nodiscard]] Peer open_rime(const char* schema);
[[nodiscard]] Peer open_googlepinyin();

}  // namespace openday::bench
