// What engines share: cutting a page out of all candidates, and taking one of them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/text/engine.h"

namespace openday::text {

[[nodiscard]] Page cut_page(std::string_view keys, const std::vector<Candidate>& all, std::size_t first, std::size_t count);
// Text and keys left of candidate `number`; nothing when there is no such one.
[[nodiscard]] std::optional<Choice> take_candidate(std::string_view keys, const std::vector<Candidate>& all, std::size_t number);

}  // namespace openday::text
