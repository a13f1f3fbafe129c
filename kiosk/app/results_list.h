// What staff see of the results, and guests of those that the plan publishes: figures as display values. Pure.
#pragma once

#include <string>
#include <vector>

#include "kiosk/app/documents.h"
#include "kiosk/event/figures.h"
#include "kiosk/ui/model_results.h"

namespace openday::app {

// Ballots of a subject that wait for their batch.
struct WaitingBallots {
  std::string session, subject;
  int ballots = 0;
};

// What may be closed or released is the desk's to say.
[[nodiscard]] ui::StaffResults make_results(const Documents& documents, const event::Figures& figures, const std::vector<WaitingBallots>& waiting);
// Of ratings that the plan publishes, and of its sheets once their round is closed; none under five.
[[nodiscard]] std::vector<ui::PublicResults> make_public_results(const Documents& documents, const event::Figures& figures);

}  // namespace openday::app
