// Badges for guests who have just come in, printed in the background: nobody waits for them, and who was let in is in, whatever the
// printer does. What was not printed is said to staff; a code scanned in staff mode of a guest who is in already prints the badge anew,
// marked. Off unless kiosk.toml asks for them. Names are kept for as long as their badge waits. Screen's thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <string>

#include "kiosk/app/documents.h"
#include "kiosk/app/messages.h"
#include "kiosk/app/print_thread.h"
#include "kiosk/report/badge.h"

namespace openday::app {

struct BadgePlace {
  std::filesystem::path state, fonts_toml;
  std::string printer;                    // queue; empty: the service's default
  report::PageSize size = report::kA7;
};

class Badges {
 public:
  Badges(BadgePlace place, std::unique_ptr<device::Printer> printer, std::function<void()> wake);

  // An answer of the desk, after its commit. `staff`: in staff mode.
  void take(const Outcome& outcome, bool staff, const std::shared_ptr<const Documents>& documents, base::Instant now);
  // Hears what became of them; true when there is something new for staff.
  [[nodiscard]] bool listen();
  [[nodiscard]] std::string trouble() const;    // for staff; empty: none
  // Nothing is printed or waits, or a hand is needed before it goes on.
  [[nodiscard]] bool at_rest() { return press_.at_rest() || stage_ == ui::PaperStage::out_of_paper || stage_ == ui::PaperStage::jammed || stage_ == ui::PaperStage::stopped; }

 private:
  const BadgePlace place_;
  std::uint64_t last_ = 0;
  std::map<std::uint64_t, event::RegistrationId> waiting_;       // by order
  std::map<event::RegistrationId, ui::PaperProblem> failed_;     // until printed after all
  ui::PaperStage stage_ = ui::PaperStage::idle;                  // of the one being printed
  PrintThread press_;
};

// What stands on it. `again`: printed before, and marked so.
[[nodiscard]] report::Badge badge_of(const Outcome& outcome, const event::Plan& plan, base::Instant now, bool again);

}  // namespace openday::app
