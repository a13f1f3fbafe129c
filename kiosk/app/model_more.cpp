#include "kiosk/app/model_more.h"

#include "kiosk/app/staff_pages.h"

namespace openday::app {

void put_more(const ModelInput& in, ui::Model& model) {
  const VisitState& visit = in.machine.state();
  model.role = visit.role;
  if (!visit.staff) return;
  for (const ui::Page page : pages_of(visit.role)) model.more.tiles.push_back({page});
}

}  // namespace openday::app
