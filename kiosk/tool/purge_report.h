// What a purge did, in numbers: for the screen, as JSON, and as a file that stays. Never a name, a number or a text.
#pragma once

#include <string>
#include <vector>

#include "kiosk/event/retention.h"

namespace openday::tool {

struct PurgeReport {
  std::string event, now;
  bool dry_run = false;
  event::RetentionReview review;
  int erase_records = 0;                  // written to the journal
  bool marks = false, rosters = false;    // forgotten
  std::vector<std::string> left_aside;    // files that may still hold what was erased
  std::string file;                       // where this report lies, empty: nowhere
};

[[nodiscard]] std::string purge_text(const PurgeReport& report);
[[nodiscard]] std::string purge_json(const PurgeReport& report);

}  // namespace openday::tool
