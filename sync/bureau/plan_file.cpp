#include "sync/bureau/plan_file.h"

#include "kiosk/base/file.h"
#include "kiosk/event/plan_reader.h"

namespace openday::bureau {

base::Result<event::Plan, PlanFileError> read_plan_file(const std::string& file) {
  const auto text = base::read_file(file);
  if (!text) return base::fail(PlanFileError::unusable, text.error().what);
  event::PlanReading reading = event::read_plan(*text, file);
  if (reading.ok()) return std::move(*reading.plan);
  std::string all;
  for (const event::Diagnostic& diagnostic : reading.diagnostics)
    if (diagnostic.severity == event::Severity::error) all += (all.empty() ? "" : "\n") + to_string(diagnostic);
  return base::fail(PlanFileError::unusable, all);
}

}  // namespace openday::bureau
