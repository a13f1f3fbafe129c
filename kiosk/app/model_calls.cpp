#include "kiosk/app/model_calls.h"

#include "kiosk/app/model_times.h"

namespace openday::app {

ui::HelpCalls calls_of(const ModelInput& in, base::Minutes zone) {
  ui::HelpCalls out;
  const auto& open = in.machine.calls().open();
  out.open = static_cast<int>(open.size());
  if (!in.machine.state().staff) return out;
  for (const HelpCall& call : open) out.list.push_back({call.id, clock_of(call.at, zone), call.page});
  return out;
}

}  // namespace openday::app
