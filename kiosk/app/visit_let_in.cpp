// What staff do at the door: walk-ins, guests from the list, and a supervisor's override with its reason.
#include <utility>

#include "kiosk/app/visit.h"
#include "kiosk/event/person_name.h"

namespace openday::app {

using ui::IntentKind;
using ui::Page;

bool VisitMachine::let_in(const ui::Intent& intent) {
  switch (intent.kind) {
    case IntentKind::walk_in: open_walk_in(); return true;
    case IntentKind::choose_category:
      if (intent.value >= 0 && static_cast<std::size_t>(intent.value) < facts_.walk_in_categories.size()) state_.walk_in.category = static_cast<std::size_t>(intent.value);
      return true;
    case IntentKind::choose_persons:
      if (state_.page == Page::staff_walk_in && intent.value >= 1 && intent.value <= kMaxWalkInPersons) state_.walk_in.persons = intent.value;
      return true;
    case IntentKind::toggle_declaration: {
      const auto index = static_cast<std::size_t>(intent.value);
      if (state_.page != Page::staff_walk_in || intent.value < 0 || index >= facts_.declarations) return true;
      if (state_.walk_in.declared.erase(index) == 0) state_.walk_in.declared.insert(index);
      return true;
    }
    case IntentKind::write_name:
      if (!state_.staff || state_.page != Page::staff_walk_in) return true;
      state_.writing = ui::Writing::name;
      enter(Page::compose);
      return true;
    case IntentKind::confirm_walk_in: confirm_walk_in(); return true;
    case IntentKind::override_refusal:
      if (supervises() && state_.page == Page::result && state_.door && state_.outcome && state_.outcome->overridable) enter(Page::staff_override);
      return true;
    case IntentKind::choose_reason: override_for(intent.value); return true;
    default: return false;
  }
}

void VisitMachine::open_walk_in() {
  if (!state_.staff || facts_.walk_in_categories.empty() || facts_.trouble || state_.page != Page::staff_attendance) return;
  state_.walk_in = {};
  enter(Page::staff_walk_in);
}

void VisitMachine::confirm_walk_in() {
  const WalkInProgress& guest = state_.walk_in;
  if (!state_.staff || state_.page != Page::staff_walk_in || guest.category >= facts_.walk_in_categories.size()) return;
  if (guest.declared.size() < facts_.declarations) return;   // each of them, or not at all
  state_.door.emplace();
  state_.door->request.walk_in = WalkInGuest{facts_.walk_in_categories[guest.category], facts_.declarations > 0, event::normalise_name(guest.name.text())};
  state_.door->request.persons = guest.persons;
  present();
}

void VisitMachine::override_for(int reason) {
  if (!supervises() || state_.page != Page::staff_override || !state_.door || !state_.outcome) return;
  if (reason < 0 || static_cast<std::size_t>(reason) >= kOverrideReasons.size()) return;
  state_.door->request.overrides.push_back({state_.outcome->verdict, std::string(kOverrideReasons[static_cast<std::size_t>(reason)])});
  present();
}

}  // namespace openday::app
