// Staff's tab of what is done less often: its page of tiles, and the pages behind them.
#include <algorithm>

#include "kiosk/app/staff_pages.h"
#include "kiosk/app/visit.h"

namespace openday::app {

using ui::IntentKind;
using ui::Page;

bool VisitMachine::go_on(const ui::Intent& intent) {
  switch (intent.kind) {
    case IntentKind::open_staff_more:
      if (!state_.staff || state_.asked) return true;
      enter(Page::staff_more);
      forget_passphrase();
      effects_.emplace_back(LoadConflicts{state_.id});   // the number on its tile
      return true;
    case IntentKind::open_staff_page: {
      const auto page = static_cast<Page>(intent.value);
      const auto pages = pages_of(state_.role);
      if (!state_.staff || state_.asked || std::ranges::find(pages, page) == pages.end()) return true;
      enter(page);
      if (page == Page::staff_people) open_people();
      if (page == Page::staff_papers) effects_.emplace_back(AskPapers{state_.id});
      if (page == Page::staff_roll_call) open_roll_call();
      if (page == Page::staff_places) open_places();
      if (page == Page::staff_self_test) open_self_test();
      if (page == Page::staff_hand_over) open_hand_over();
      if (page == Page::staff_conflicts) {
        state_.conflict_saved = ConflictSaved::nothing;
        effects_.emplace_back(LoadConflicts{state_.id});
      }
      return true;
    }
    case IntentKind::try_line:
      if (state_.staff && state_.page == Page::staff_line) effects_.emplace_back(TryLine{state_.id});
      return true;
    case IntentKind::settle_conflict: settle_conflict(intent); return true;
    default: return false;
  }
}

void VisitMachine::settle_conflict(const ui::Intent& intent) {
  if (!state_.staff || state_.page != Page::staff_conflicts || state_.asked || !state_.conflicts) return;
  const auto& cards = state_.conflicts->cards;
  if (intent.value < 0 || static_cast<std::size_t>(intent.value) >= cards.size()) return;
  const event::ConflictCard& card = cards[static_cast<std::size_t>(intent.value)];
  const auto outcome = static_cast<event::CardOutcome>(intent.act);
  const auto ways = event::outcomes_of(card);
  if (std::ranges::find(ways, outcome) == ways.end()) return;
  state_.conflict_saved = ConflictSaved::nothing;
  effects_.emplace_back(SettleConflict{state_.id, card, outcome});
  ask(Question::conflict);
}

void VisitMachine::take(const ConflictsAnswer& answer) {
  if (!state_.staff) return;
  state_.conflicts = answer.list;
  if (answer.saved == ConflictSaved::nothing || !asks(Question::conflict)) return;
  state_.asked.reset();
  state_.conflict_saved = answer.saved;
}

}  // namespace openday::app
