#include "kiosk/app/model_find.h"

#include <algorithm>

#include "kiosk/app/tuning.h"
#include "kiosk/base/utf8.h"

namespace openday::app {

namespace {

ui::FoundGuest guest_of(const FoundCard& card, const event::Plan* plan) {
  ui::FoundGuest out;
  out.initial = base::first_code_points(card.name, 1);
  out.name = card.name;
  if (const event::Category* category = plan ? plan->category(card.category) : nullptr) out.category = category->label;
  out.invited_by = card.department;
  out.group = card.group;
  out.tail = card.tail;
  out.alike = static_cast<int>(card.guests.size());
  out.choosable = card.guests.size() <= kMostAlike;
  return out;
}

// Who was chosen, while the desk asks for a fact.
const FoundCard* chosen_card(const VisitState& visit) {
  if (!visit.door || visit.door->request.found.guests.empty()) return nullptr;
  const auto found = std::ranges::find(visit.find.cards, visit.door->request.found.guests, &FoundCard::guests);
  return found == visit.find.cards.end() ? nullptr : &*found;
}

}  // namespace

void put_find(const ModelInput& in, ui::Model& model) {
  const VisitState& visit = in.machine.state();
  const auto& documents = in.report.documents;
  const event::Plan* plan = documents ? &documents->plan : nullptr;
  model.can_find_by_name = in.machine.may_find() && !in.report.trouble;
  const FoundCard* chosen = chosen_card(visit);
  if (visit.page == ui::Page::confirm_fact && chosen) model.fact.guest = guest_of(*chosen, plan);
  if (visit.page != ui::Page::find_me) return;
  ui::FindMe& out = model.find;
  out.query = visit.find.query.text();
  out.more = visit.find.more;
  out.searching = visit.find.searching;
  out.fruitless = visit.find.fruitless;
  out.wait_seconds = std::max(in.machine.finding_wait_seconds(in.now), in.machine.locked_seconds(in.now));
  out.by_number = documents && documents->numbered;
  const bool asks = visit.door && visit.door->asked.asks == Asks::fact;
  if (asks && chosen) {
    out.fact = visit.door->asked.fact == Fact::number ? ui::FoundFact::number : ui::FoundFact::name;
    out.chosen = guest_of(*chosen, plan);
    out.fact_wrong = visit.door->asked.fact_wrong;
    return;
  }
  for (const FoundCard& card : visit.find.cards) out.guests.push_back(guest_of(card, plan));
}

}  // namespace openday::app
