// What an event runs from: plan, roster, trust list, revocations, rating catalogue. Read and checked before anything is shown;
// whatever is wrong is one sentence naming file, line and next step. Immutable and shared between threads.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/app/options.h"
#include "kiosk/base/result.h"
#include "kiosk/event/evaluation.h"
#include "kiosk/event/plan.h"
#include "kiosk/event/record_bodies.h"
#include "kiosk/event/roster.h"
#include "kiosk/event/trust.h"

namespace openday::app {

struct Documents {
  event::Plan plan;
  std::string plan_text;                                 // the file, kept as the last good one
  std::optional<event::Roster> roster;                   // none given: valid codes are admitted as not on the roster
  event::Trust trust;                                    // empty when none was given: no code counts
  std::optional<event::Revocations> revocations;
  std::optional<event::Catalogue> catalogue;             // of the plan's first questionnaire
  std::vector<event::DocumentBody> in_force;             // kind, version and digest of each file
  std::vector<std::string> warnings;                     // of the plan, for the log
};

enum class DocumentError { no_plan, plan_broken, other };

// `plan_text` and `plan_name` stand in for the file of the options: the last good plan, when the new one is broken.
[[nodiscard]] base::Result<std::shared_ptr<const Documents>, DocumentError> load_documents(const KioskOptions& options);
[[nodiscard]] base::Result<std::shared_ptr<const Documents>, DocumentError> load_documents(const KioskOptions& options,
                                                                                          std::string plan_text, const std::string& plan_name);

}  // namespace openday::app
