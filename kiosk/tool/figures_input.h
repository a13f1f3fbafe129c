// What `report` and `case` read: the records of a state folder, those that came from other boxes, the batched ballots, and the words
// and calendar of the office. Figures are exactly those of the heads returned, though a kiosk writes meanwhile.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kiosk/base/seal.h"
#include "kiosk/event/figures.h"
#include "kiosk/event/follow_up.h"
#include "kiosk/journal/state_fold.h"
#include "kiosk/tool/inputs.h"

namespace openday::tool {

using journal::StateFold;
[[nodiscard]] Input<StateFold> fold_state(const std::string& state);

struct OfficeFiles {
  std::string config, calendar, seal_key, passphrase_file;
};
// Catalogue, calendar and opinion subjects. A file of the program's own that is missing is left out; one that was named must be there.
struct OfficeWords {
  std::optional<event::Catalogue> catalogue;
  std::optional<event::WorkdayCalendar> calendar;
  std::vector<event::OpinionSubject> subjects;
  std::optional<base::UnsealKey> key;

  // Sheets whose round is not closed keep their comments.
  [[nodiscard]] event::FollowUpWords words(const event::Figures& figures) const;
};
[[nodiscard]] Input<OfficeWords> read_office_words(const OfficeFiles& files, const event::Plan& plan);

// Cases with addresses opened where there is a key; one that the key does not open stays sealed and is said once.
[[nodiscard]] event::FollowUpList list_cases(StateFold& fold, const event::Plan& plan, const OfficeWords& office);

}  // namespace openday::tool
