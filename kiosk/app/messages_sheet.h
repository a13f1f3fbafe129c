// Effects and answers of score sheets and of staff's results and cases; a part of messages.h.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/app/sheet_form.h"
#include "kiosk/event/record_bodies.h"
#include "kiosk/event/registration_id.h"
#include "kiosk/ui/model_results.h"

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

// ---- staff ----
struct LoadResults { std::uint64_t visit = 0; };
struct LoadCases { std::uint64_t visit = 0; };
struct CloseRound { std::uint64_t visit = 0; std::string questionnaire; };        // a score sheet's, for good
struct ReleaseBallots { std::uint64_t visit = 0; std::string questionnaire; };    // fewer than five of a subject
struct MoveCase { std::uint64_t visit = 0; event::FollowUpBody body; };

struct ResultsAnswer { std::uint64_t visit = 0; std::shared_ptr<const ui::StaffResults> results; };
struct CasesAnswer { std::uint64_t visit = 0; std::shared_ptr<const ui::StaffCases> cases; };
struct VoicesAnswer { std::uint64_t visit = 0; bool saved = false; };             // closed, released, moved

}  // namespace openday::app
