// What a guest may write to the bureau, ready for the pages: the plan's [opinions] joined with the office's subjects and phrases.
// A plain value, built once when documents are loaded, shared by pointer, never changed.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "kiosk/event/opinion_catalogue.h"
#include "kiosk/event/plan.h"

namespace openday::app {

struct OpinionForm {
  std::vector<event::OpinionSubject> subjects;
  std::vector<event::ReplyOffer> replies;        // offered; `address` only where it can be sealed
  bool walk_up = true;                           // visitors without a check-in may write
  std::size_t text_max = 500;                    // code points
  std::string consent_version;                   // of the notice that a consent names; may be empty
};

// Null: this event takes no opinions. `can_seal`: the trust has the bureau's sealing key.
[[nodiscard]] std::shared_ptr<const OpinionForm> make_opinion_form(const event::Plan& plan, const event::OpinionCatalogue& catalogue, const event::Phrases& phrases, bool can_seal);

}  // namespace openday::app
