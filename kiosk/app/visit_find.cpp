// Checking in without a code: the guest types, cards with masked names appear, one is chosen, and the desk asks for a fact before it lets
// anybody in. Nothing of it outlives the visit; an answer to an older query is dropped.
#include "kiosk/app/visit_find.h"

#include <algorithm>
#include <utility>

#include "kiosk/app/visit.h"
#include "kiosk/event/person_name.h"
#include "kiosk/text/name_query.h"

namespace openday::app {

using ui::IntentKind;
using ui::Page;

namespace {

constexpr std::size_t kLeastUnits = 2;

FoundCard card_of(const FoundGuest& found, bool staff) {
  const event::Guest& guest = found.guest;
  return {{guest.registration}, staff ? guest.name : event::mask_name(guest.name), guest.category, guest.department, guest.group, staff ? guest.phone_tail : std::string(), found.by};
}

bool alike(const FoundCard& a, const FoundCard& b) {
  return a.name == b.name && a.category == b.category && a.department == b.department && a.group == b.group && a.by == b.by;
}

}  // namespace

std::vector<FoundCard> cards_of(const FoundAnswer& answer, bool staff, bool& more) {
  more = answer.more;
  std::vector<FoundCard> out;
  if (more && !staff) return out;   // so many that those who are left out may look like those who are not
  for (const FoundGuest& found : answer.found) {
    FoundCard card = card_of(found, staff);
    const auto same = staff ? out.end() : std::ranges::find_if(out, [&](const FoundCard& other) { return alike(card, other); });
    if (same != out.end()) {
      same->guests.push_back(found.guest.registration);
    } else if (out.size() < kMostCards) {
      out.push_back(std::move(card));
    } else {
      more = true;
    }
  }
  return out;
}

bool enough_to_search(std::string_view query) {
  const text::NameQuery read = text::read_query(query);
  return read.units.size() >= kLeastUnits || !read.phone_tail.empty() || !read.code.empty();
}

// ---- ways in and out ----

bool VisitMachine::find(const ui::Intent& intent) {
  switch (intent.kind) {
    case IntentKind::find_by_name: open_find(); return true;
    case IntentKind::choose_found:
      if (state_.page == Page::find_me && intent.value >= 0) choose_found(static_cast<std::size_t>(intent.value));
      return true;
    case IntentKind::enter_key:
    case IntentKind::fact_entered:
      if (state_.page != Page::find_me) return false;
      if (confirms_found()) enter_found_fact();
      else if (intent.kind == IntentKind::enter_key && state_.find.cards.size() == 1) choose_found(0);   // 查找, and there is but one
      return true;
    default: return false;
  }
}

bool VisitMachine::confirms_found() const { return state_.door && !state_.door->request.found.guests.empty() && state_.door->asked.asks == Asks::fact; }

void VisitMachine::open_find() {
  if (state_.asked || !may_find() || facts_.trouble || first_start()) return;
  if (inquiring()) {
    if (confirms_found()) back_to_cards();   // 不是我
    return;
  }
  if (state_.page == Page::find_me || writes()) return;
  if (state_.staff && state_.page != Page::staff_attendance && state_.page != Page::result) return;
  const bool rates = state_.code_for_rating, tells = state_.code_for_opinion;
  std::string wanted = state_.wanted;
  if (someone_was_here()) begin(stays_staff() ? Keep::staff : Keep::preferences);
  state_.code_for_rating = rates;
  state_.code_for_opinion = tells;
  if (rates) state_.wanted = std::move(wanted);
  state_.help_called = false;
  state_.find = {};
  enter(Page::find_me);
}

void VisitMachine::back_to_cards() {
  state_.door.reset();
  state_.gate.locked_until.reset();
  state_.help_called = false;
  if (state_.page == Page::find_me) {   // the field held the fact
    state_.find.query = FindProgress{}.query;
    state_.find.query.type(std::exchange(state_.find.searched, {}));
  }
  enter(Page::find_me);
  query_changed();
}

// ---- searching ----

void VisitMachine::query_changed() {
  if (types_list_query()) return list_query_changed();
  if (types_label()) state_.people.problem = ui::PeopleProblem::none;   // what was wrong is being mended
  if (state_.page != Page::find_me || state_.door) return;   // a fact is being typed
  FindProgress& find = state_.find;
  ++find.serial;
  find.searching = find.fruitless = find.waiting = false;
  if (!enough_to_search(find.query.text())) {
    find.cards.clear();
    find.more = false;
    return;
  }
  find.waiting = finding_waits();
  if (find.waiting) return;
  find.searching = true;
  effects_.emplace_back(FindGuests{state_.id, find.serial, find.query.text()});
}

bool VisitMachine::finding_waits() const { return facts_.facts_wait_until && now_ < *facts_.facts_wait_until; }

void VisitMachine::take(const FoundAnswer& answer) {
  FindProgress& find = state_.find;
  if (answer.serial != find.serial || !find.searching) return;
  find.searching = false;
  find.cards = cards_of(answer, state_.staff, find.more);
  find.fruitless = answer.found.empty();
}

// ---- one was chosen ----

void VisitMachine::choose_found(std::size_t index) {
  const FindProgress& find = state_.find;
  if (state_.asked || state_.door || index >= find.cards.size() || find.searching || finding_waits()) return;
  const FoundCard& card = find.cards[index];
  if (card.guests.size() > kMostAlike) return;   // the page says: type on
  if (state_.staff) return open_guest(card.guests.front());
  state_.door.emplace();
  state_.door->request.found = {card.guests, card.by};
  present();
}

// The field takes what the desk asks for; what was searched for comes back with 不是我.
void VisitMachine::ask_typed_fact() {
  FindProgress& find = state_.find;
  if (state_.door->attempt > 1) return;   // a wrong one stays to be mended
  find.searched = find.query.text();
  find.query = FindProgress{}.query;
}

void VisitMachine::enter_found_fact() {
  if (state_.asked || state_.gate.locked_until || state_.find.query.empty()) return;
  state_.door->request.fact = state_.find.query.text();
  present();
}

}  // namespace openday::app
