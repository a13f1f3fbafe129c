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

}  // namespace

void put_more(const ModelInput& in, ui::Model& model) {
  const VisitState& visit = in.machine.state();
  model.role = visit.role;
  if (!visit.staff) return;
  model.more.worker = visit.worker;
  for (const ui::Page page : pages_of(visit.role)) model.more.tiles.push_back({page});
  if (visit.page == ui::Page::staff_people) put_people(visit, model);
  if (visit.page != ui::Page::staff_guest) return;
  if (visit.guest_page.shown) model.guest = *visit.guest_page.shown;
  model.guest.saving = visit.asked.has_value();
  model.guest.saved = visit.guest_page.saved;
}

}  // namespace openday::app
