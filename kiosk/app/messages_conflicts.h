// Effects and answers of staff's conflict cards; a part of messages.h.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "kiosk/base/uuid.h"
#include "kiosk/event/conflict_cards.h"
#include "kiosk/ui/model_conflicts.h"

namespace openday::app {

// The cards as the page draws them, and what each is, in the same order.
struct ConflictList {
  std::vector<ui::StaffConflict> shown;
  std::vector<event::ConflictCard> cards;
};

struct LoadConflicts { std::uint64_t visit = 0; };
// The card as staff saw it: settled only if it is still the same.
struct SettleConflict { std::uint64_t visit = 0; event::ConflictCard card; event::CardOutcome outcome = event::CardOutcome::same_person; };

enum class ConflictSaved { nothing, saved, changed, failed };   // nothing: nobody asked to settle
struct ConflictsAnswer { std::uint64_t visit = 0; std::shared_ptr<const ConflictList> list{}; ConflictSaved saved = ConflictSaved::nothing; };

}  // namespace openday::app
