// Which papers the bureau names and cannot hand out, as syncd wrote it down. Pure.
#pragma once

#include <string_view>
#include <vector>

#include "kiosk/ui/paper_in_trouble.h"

namespace openday::app {

// `note`: journal::kPapersInTroubleNote. A line that it cannot read is passed over; a reason that it does not know counts as refused.
[[nodiscard]] std::vector<ui::PaperInTrouble> papers_in_trouble(std::string_view note);

}  // namespace openday::app
