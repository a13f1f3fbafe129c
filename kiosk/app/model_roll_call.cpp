#include "kiosk/app/model_roll_call.h"

#include "kiosk/app/visit_places.h"
#include "kiosk/app/visit_roll_call.h"

namespace openday::app {

void put_roll_call(const ModelInput& in, ui::Model& model) {
  const VisitState& visit = in.machine.state();
  if (!visit.staff || visit.page != ui::Page::staff_roll_call || !visit.roll_call || !visit.roll_call->list) return;
  const RollCallProgress& roll = *visit.roll_call;
  auto out = std::make_shared<ui::RollCall>(roll.list->shown);
  out->with_absent = roll.choice.with_absent;
  out->only_missing = roll.only_missing;
  out->failed = roll.failed;
  out->can_undo = !roll.taps.empty();
  if (out->can_undo) out->last = roll.taps.back().name;
  out->stage = roll.print.stage;
  out->problem = roll.print.problem;
  out->printer = roll.print.name;
  model.roll_call = std::move(out);
}

void put_places(const ModelInput& in, ui::Model& model) {
  const VisitState& visit = in.machine.state();
  if (!visit.staff || visit.page != ui::Page::staff_places || !visit.places || !visit.places->list) return;
  auto out = std::make_shared<ui::Places>(visit.places->list->shown);
  out->armed = visit.places->armed;
  out->saved = visit.places->saved;
  out->saving = visit.asked && visit.asked->what == Question::places;
  model.places = std::move(out);
}

}  // namespace openday::app
