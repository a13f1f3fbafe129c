#include "kiosk/app/model_hand_over.h"

#include "kiosk/app/visit_hand_over.h"

namespace openday::app {

void put_hand_over(const ModelInput& in, ui::Model& model) {
  const VisitState& visit = in.machine.state();
  if (!visit.staff || visit.page != ui::Page::staff_hand_over || !visit.hand_over) return;
  auto out = std::make_shared<ui::HandOver>(visit.hand_over->status);
  out->task = visit.hand_over->task;
  out->asks_passphrase = visit.papers.asks_passphrase;
  out->passphrase = visit.papers.passphrase.text();
  model.hand_over = std::move(out);
}

}  // namespace openday::app
