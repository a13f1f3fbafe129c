// The cursors of a pull, as the bureau writes them: "SCOPE:POSITION:TAG". The scope is a database and a hall, the tag a digest of what stands
// at the position. Opaque to boxes; what comes back may be anything, and whatever is not ours means "from the start". Pure values.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace openday::bureau {

struct FeedCursor {
  std::uint64_t position = 0;          // at most INT64_MAX
  std::string tag;
  bool operator==(const FeedCursor&) const = default;
};

// What a position counts in. A box that came to another hall has not seen what that one had before.
[[nodiscard]] std::string cursor_scope(const std::string& epoch, const std::string& hall);
// Of what stands at a position (FeedMarks), short enough to go to and fro: 16 hex digits.
[[nodiscard]] std::string cursor_tag(const std::string& mark);
[[nodiscard]] std::string write_cursor(const FeedCursor& cursor, const std::string& scope);
// Of another scope, or not ours: position 0 with the tag of nothing.
[[nodiscard]] FeedCursor read_cursor(std::string_view text, const std::string& scope);

}  // namespace openday::bureau
