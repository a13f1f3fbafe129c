// What the desk knows of what was said: records and batched ballots folded one after the other. One thread, the desk's.
#pragma once

#include <cstdint>
#include <filesystem>
#include <utility>

#include "kiosk/base/result.h"
#include "kiosk/event/attendance.h"
#include "kiosk/event/figures.h"
#include "kiosk/event/follow_up.h"
#include "kiosk/event/tally.h"
#include "kiosk/journal/store_error.h"

namespace openday::app {

class Voices {
 public:
  void add(const event::Record& record);
  // Ballots of batches made since the last look.
  [[nodiscard]] journal::StoreResult<void> look_for_ballots(const std::filesystem::path& state);

  // Counted anew where something was added: for when somebody looks, not for each record.
  [[nodiscard]] event::Figures figures(const event::Plan& plan, const event::Attendance& attendance) { return event::figures_of(plan, tally_.counts(plan.id), attendance); }
  // Something was added since the last call that can change what guests are shown: no check-in does.
  [[nodiscard]] bool take_news() { return std::exchange(news_, false); }
  [[nodiscard]] event::CaseFold& cases() { return cases_; }

 private:
  event::TallyFold tally_;
  event::CaseFold cases_;
  std::uint64_t batches_seen_ = 0;        // position in the journal's list
  bool news_ = true;
};

}  // namespace openday::app
