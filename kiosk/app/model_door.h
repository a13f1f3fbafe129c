// The door's part of the model: party, screening, fact, walk-in, override. Internal to model_*.cpp; pure.
#pragma once

#include <vector>

#include "kiosk/app/model_builder.h"

namespace openday::app {

void put_door(const ModelInput& in, ui::Model& model);

// What a walk-in has to declare, in the order of the page; none given.
[[nodiscard]] std::vector<ui::Declaration> declarations_of(const event::Eligibility& eligibility);
// Category::id of those a walk-in may have: the plan's, or every external one where it names none.
[[nodiscard]] std::vector<std::string> walk_in_categories(const event::Plan& plan);

}  // namespace openday::app
