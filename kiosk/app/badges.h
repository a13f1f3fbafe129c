// Badges for guests who have just come in, printed in the background: nobody waits for them, and who was let in is in, whatever the
// printer does. What was not printed is said to staff; a guest's page prints it once more, marked. Off unless kiosk.toml asks for
// them. Names are kept for as long as their badge waits. Screen's thread.
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
  std::filesystem::path state, assets;    // assets: words and fonts
  std::string printer;                    // queue; empty: the service's default
  report::PageSize size = report::kA7;
};

// Words that stand on badges, in Chinese.
struct BadgeWords {
  std::string again, persons, guest;      // persons: with a place for how many; guest: who gave no name
};
[[nodiscard]] BadgeWords load_badge_words(const std::filesystem::path& assets);

class Badges {
 public:
  Badges(BadgePlace place, std::unique_ptr<device::Printer> printer, std::function<void()> wake);

  // An answer of the desk, after its commit.
  void take(const Outcome& outcome, const std::shared_ptr<const Documents>& documents, base::Instant now);
  // Of a guest who is in, from the page that staff look at.
  void print_again(const PrintBadge& wanted, const std::shared_ptr<const Documents>& documents, base::Instant now);
  // Hears what became of them; true when there is something new for staff.
  [[nodiscard]] bool listen();
  [[nodiscard]] ui::StaffBadges news() const;
  // Nothing is printed or waits, or a hand is needed before it goes on.
  [[nodiscard]] bool at_rest() { return press_.at_rest() || trouble_ != ui::BadgeTrouble::none; }

 private:
  void print(const event::RegistrationId& guest, report::Badge badge, const Documents& documents, base::Instant now);

  const BadgePlace place_;
  const BadgeWords words_;
  std::uint64_t last_ = 0;
  std::map<std::uint64_t, event::RegistrationId> waiting_;       // by order
  std::map<event::RegistrationId, ui::PaperProblem> failed_;     // until printed after all
  ui::BadgeTrouble trouble_ = ui::BadgeTrouble::none;            // of the one being printed
  PrintThread press_;
};

// What stands on it.
[[nodiscard]] report::Badge badge_of(const Outcome& outcome, const event::Plan& plan, const BadgeWords& words, base::Instant now);
[[nodiscard]] report::Badge badge_again(const PrintBadge& wanted, const event::Plan& plan, const BadgeWords& words, base::Instant now);

}  // namespace openday::app
