#include "kiosk/app/model_more.h"

#include "kiosk/app/staff_pages.h"

namespace openday::app {

namespace {

void put_people(const VisitState& visit, ui::Model& model) {
  const PeopleProgress& people = visit.people;
  if (people.people) model.people = *people.people;
  model.people.step = people.step;
  model.people.label = people.label;
  model.people.problem = people.problem;
  model.people.attempt = people.attempt;
  model.people.saving = visit.asked.has_value();
}

void put_conflicts(const VisitState& visit, ui::Model& model) {
  ui::StaffConflicts& out = model.conflicts;
  out.loaded = visit.conflicts != nullptr;
  if (out.loaded) out.cards = visit.conflicts->shown;
  out.saving = visit.asked && visit.asked->what == Question::conflict;
  out.failed = visit.conflict_saved == ConflictSaved::failed;
  out.changed = visit.conflict_saved == ConflictSaved::changed;
}

}  // namespace

void put_more(const ModelInput& in, ui::Model& model) {
  const VisitState& visit = in.machine.state();
  model.role = visit.role;
  if (!visit.staff) return;
  model.more.worker = visit.worker;
  const int open = visit.conflicts ? static_cast<int>(visit.conflicts->shown.size()) : 0;
  for (const ui::Page page : pages_of(visit.role)) model.more.tiles.push_back({page, page == ui::Page::staff_conflicts ? open : 0});
  if (visit.page == ui::Page::staff_people) put_people(visit, model);
  if (visit.page == ui::Page::staff_conflicts) put_conflicts(visit, model);
  if (visit.page != ui::Page::staff_guest) return;
  if (visit.guest_page.shown) model.guest = *visit.guest_page.shown;
  model.guest.saving = visit.asked.has_value();
  model.guest.saved = visit.guest_page.saved;
}

}  // namespace openday::app
