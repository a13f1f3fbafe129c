#include "kiosk/app/model_self_test.h"

#include <algorithm>

#include "kiosk/app/visit_self_test.h"
#include "kiosk/image/focus.h"

namespace openday::app {

void put_self_test(const ModelInput& in, ui::Model& model) {
  const VisitState& visit = in.machine.state();
  if (!visit.staff || visit.page != ui::Page::staff_self_test || !visit.self_test) return;
  const SelfTestProgress& test = *visit.self_test;
  SelfTestFacts facts = facts_of(test);
  facts.clock.now = in.now.wall;
  auto out = std::make_shared<ui::SelfTest>();
  out->step = test.step;
  out->lines = judge_self_test(facts);
  out->corner = test.corner;
  if (facts.camera.picture && facts.camera.picture->contrast >= image::kLeastContrast) out->focus = std::min(1.0f, facts.camera.picture->focus / image::kSharp);
  if (test.noted) out->noted = base::clock_text(base::minutes_of_day(*test.noted, facts.zone));
  out->note_failed = test.note_failed;
  out->noting = test.noting;
  out->print = test.print.stage;
  out->problem = test.print.problem;
  out->printer = test.print.name;
  model.self_test = std::move(out);
}

}  // namespace openday::app
