// Staff's list of who is here, searched as guests search for themselves: what is typed goes to a thread of its own (list_search.h), what it
// finds is shown in place of the whole list. It ends with the tab, and with the visit.
#include <utility>

#include "kiosk/app/visit.h"

namespace openday::app {

using ui::GuestAct;
using ui::IntentKind;
using ui::ListSearchAct;
using ui::Page;

bool VisitMachine::types_list_query() const { return state_.staff && state_.page == Page::staff_attendance && state_.list_search.types; }

bool VisitMachine::search_list(const ui::Intent& intent) {
  if (!state_.staff || state_.page != Page::staff_attendance) return false;
  ListSearch& search = state_.list_search;
  if (types_list_query() && intent.kind == IntentKind::enter_key) {
    search.types = false;
    state_.typing.drop();
    return true;
  }
  if (intent.kind != IntentKind::act_on_guest || static_cast<GuestAct>(intent.act) != GuestAct::search) return false;
  switch (static_cast<ListSearchAct>(intent.value)) {
    case ListSearchAct::open: search.types = state_.attendance != nullptr; break;
    case ListSearchAct::close: search.types = false; break;
    case ListSearchAct::clear:
      search.types = false;
      search.query = ListSearch{}.query;
      list_query_changed();
      break;
  }
  state_.typing.drop();
  return true;
}

void VisitMachine::list_query_changed() {
  ListSearch& search = state_.list_search;
  ++search.serial;
  search.searching = !search.query.empty() && state_.attendance != nullptr;
  if (search.searching) effects_.emplace_back(SearchList{state_.id, search.serial, search.query.text(), state_.attendance->rows});
  else search.found.reset();
}

// An answer to what was asked before finds nobody waiting.
void VisitMachine::forget_list_search() {
  const std::uint64_t serial = state_.list_search.serial;
  state_.list_search = {};
  state_.list_search.serial = serial;
}

void VisitMachine::take(const ListFoundAnswer& answer) {
  ListSearch& search = state_.list_search;
  if (!state_.staff || answer.serial != search.serial || !search.searching || !state_.attendance || !answer.rows.same(state_.attendance->rows)) return;
  search.searching = false;
  search.found = answer.found;
}

}  // namespace openday::app
