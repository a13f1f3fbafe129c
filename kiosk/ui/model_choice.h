// What a guest may say now, where that is more than one thing.
#pragma once

#include <string>
#include <vector>

namespace openday::ui {

enum class EntryKind { rating, sheet, opinion };

struct ChoiceEntry {
  EntryKind kind = EntryKind::rating;
  std::string id;                        // of the questionnaire; an opinion has none
  std::string title;                     // of the questionnaire; empty: the kiosk's word for its kind
};

struct Choice {
  std::vector<ChoiceEntry> entries;            // in the plan's order
};

}  // namespace openday::ui
