#include "kiosk/app/help_calls.h"

#include <algorithm>

#include "kiosk/app/tuning.h"

namespace openday::app {

void HelpCalls::call(ui::VisitId visit, ui::Page page, base::Instant at, std::int64_t mono_ms) {
  const bool known = std::any_of(open_.begin(), open_.end(), [&](const HelpCall& one) { return one.visit == visit && one.page == page; });
  if (!known) {
    if (open_.size() == kMostHelpCalls) open_.pop_front();   // who called longest ago has found somebody
    open_.push_back({++last_id_, at, visit, page});
  }
  left_ = kHelpRings;
  ring(mono_ms);
}

void HelpCalls::came(ui::VisitId visit) {
  std::erase_if(open_, [visit](const HelpCall& one) { return one.visit == visit; });
  hush();
}

void HelpCalls::handled(int id) {
  std::erase_if(open_, [id](const HelpCall& one) { return one.id == id; });
  hush();
}

void HelpCalls::hush() {
  left_ = 0;
  next_.reset();
}

void HelpCalls::tick(std::int64_t mono_ms) {
  if (next_ && mono_ms >= *next_) ring(mono_ms);
}

void HelpCalls::ring(std::int64_t mono_ms) {
  ++rings_;
  --left_;
  next_ = left_ > 0 ? std::optional(mono_ms + kHelpRingPauseMs) : std::nullopt;
}

}  // namespace openday::app
