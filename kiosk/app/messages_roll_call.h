// 点名: what the visit asks of the desk and of the papers' thread, and what it is told. WorkOnRollCall and RollCallAnswer (messages_jobs.h)
// carry it.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/app/messages_papers.h"
#include "kiosk/base/uuid.h"
#include "kiosk/event/registration_id.h"
#include "kiosk/report/papers.h"
#include "kiosk/ui/model_roll_call.h"

namespace openday::app {

// What staff look at. Nothing: what suits the moment.
struct RollChoice {
  std::optional<std::string> stop{};                     // RollStop::id
  std::optional<ui::RollGrouping> grouping{};
  std::optional<std::string> group{};                    // as the roster has it; nothing: all of them
  bool with_absent = false;
};

enum class RollWork { look, call, undo, print };
struct RollCallJob {
  RollWork work = RollWork::look;
  RollChoice choice{};
  event::RegistrationId guest{};                         // call, undo
  int persons = 0;                                       // call: so many are there
  base::Uuid record{};                                   // undo: a call of this visit
  std::shared_ptr<const report::MissingList> missing{};  // print
};

// A roll as the page draws it, and what its indices mean.
struct RollList {
  ui::RollCall shown;
  std::vector<std::string> stops;                        // RollStop::id
  std::vector<std::string> groups;
  std::vector<event::RegistrationId> guests;             // of its rows
};

enum class RollSaved { nothing, saved, failed };         // nothing: nothing was to be written
struct RollCallNews {
  std::shared_ptr<const RollList> list{};                // null: nobody may see, or this is about printing
  RollSaved saved = RollSaved::nothing;
  std::optional<base::Uuid> record{};                    // the call on the disk
  event::RegistrationId guest{};                         // and whose it is
  std::optional<PaperStatus> print{};
};

}  // namespace openday::app
