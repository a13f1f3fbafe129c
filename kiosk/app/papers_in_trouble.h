// What staff are told of papers that the bureau names and cannot hand out. Pure.
#pragma once

#include <string>
#include <string_view>

namespace openday::app {

// `note`: journal::kPapersInTroubleNote. One sentence in Chinese, with the next step; empty: there is nothing to tell. A line that it cannot read is passed over.
[[nodiscard]] std::string papers_in_trouble(std::string_view note);

}  // namespace openday::app
