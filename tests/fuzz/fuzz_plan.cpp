// libFuzzer: any bytes as a plan and as a rating catalogue give diagnostics or a value that can be shown, never a crash; and a
// plan that loads is the same plan after being written and read again.
#include <cstdlib>
#include <string_view>

#include "kiosk/event/evaluation.h"
#include "kiosk/event/itinerary.h"
#include "kiosk/event/plan_reader.h"
#include "kiosk/event/plan_text.h"
#include "kiosk/event/plan_writer.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace openday;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const event::PlanReading reading = event::read_plan(text, "fuzz");
  if (!reading.ok() && reading.diagnostics.empty()) std::abort();
  if (reading.ok()) {
    if (event::plan_text(*reading.plan).empty()) std::abort();
    const event::PlanReading again = event::read_plan(event::write_plan(*reading.plan), "again");
    if (!again.ok() || *again.plan != *reading.plan) std::abort();
    for (const event::Session& session : reading.plan->sessions) {
      const auto now = base::parse_rfc3339("2020-11-17T09:35:00+08:00")->at;
      (void)event::itinerary_json(*reading.plan, event::itinerary_at(*reading.plan, session, {}, now));
    }
  }
  (void)event::read_catalogue(text, "fuzz");
  return 0;
}
