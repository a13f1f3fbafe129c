// What the desk knows of what was said: records and batched ballots folded one after the other, figures made of them when asked.
// One thread, the desk's.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>

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

  // The same object until something was added.
  [[nodiscard]] std::shared_ptr<const event::Figures> figures(const event::Plan& plan, const event::Attendance& attendance);
  [[nodiscard]] event::CaseFold& cases() { return cases_; }

 private:
  event::TallyFold tally_;
  event::CaseFold cases_;
  std::uint64_t batches_seen_ = 0;        // position in the journal's list
  std::shared_ptr<const event::Figures> figures_;
  const event::Plan* plan_ = nullptr;     // of figures_
};

}  // namespace openday::app
