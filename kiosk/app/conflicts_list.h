// Staff's conflict cards as the page draws them. Pure. Whole names: built only for a staff page, and gone with it.
#pragma once

#include <functional>
#include <string>

#include "kiosk/app/documents.h"
#include "kiosk/app/messages_conflicts.h"
#include "kiosk/event/conflict_cards.h"

namespace openday::app {

using BoxName = std::function<std::string(const base::Uuid& device)>;   // empty: unknown

[[nodiscard]] ConflictList make_conflict_list(const Documents& documents, std::vector<event::ConflictCard> cards, const BoxName& box_name);

}  // namespace openday::app
