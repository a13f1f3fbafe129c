// What must be true of a text before the TOML library sees it: the library recurses once a nesting level, and takes some things
// for granted that a hostile or damaged file does not grant (assertions a release build drops, a table of white space with holes).
// Every file read as TOML passes here first; a refusal names the place and the character.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace openday::base {

struct TomlSlip {
  unsigned line = 1, column = 1;   // columns count code points
  std::string what;
};
inline constexpr int kMaxTomlDepth = 16;   // brackets within brackets, and names in one dotted key

// Refuses text that is too long, not UTF-8, nested too deeply, or has other than ASCII outside of texts and comments.
[[nodiscard]] std::optional<TomlSlip> scan_toml(std::string_view text, std::size_t limit);

}  // namespace openday::base
