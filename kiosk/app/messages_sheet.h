// Effects and answers of score sheets and of staff's results and cases; a part of messages.h.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/app/sheet_form.h"
#include "kiosk/event/registration_id.h"

namespace openday::app {

// A score sheet, handed in. The desk looks at plan and round once more: a guest who was slower than the supervisor is told so.
struct CastSheet {
  std::uint64_t visit = 0;
  std::optional<event::RegistrationId> scorer{};   // none: a walk-up
  std::string category{};                          // Category::id, for named sheets
  std::string questionnaire;
  std::vector<event::SubjectAnswers> subjects;     // only those with an answer
};

// closed: the round is over, nothing was kept. changed: the plan asks something else by now; `form` is that, null when it asks
// nothing any more.
enum class SheetSaved { saved, already, closed, changed, failed };
struct SheetAnswer {
  std::uint64_t visit = 0;
  SheetSaved saved = SheetSaved::failed;
  std::shared_ptr<const SheetForm> form{};
};

}  // namespace openday::app
