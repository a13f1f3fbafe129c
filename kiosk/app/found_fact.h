// Which fact a guest who found himself has still to give, and whether it is right. Pure.
#pragma once

#include <optional>
#include <string_view>

#include "kiosk/app/messages_find.h"
#include "kiosk/event/plan.h"
#include "kiosk/text/readings.h"

namespace openday::app {

// The plan's, or the whole name where the guest was found by that very fact.
[[nodiscard]] Fact fact_asked(FoundBy by, event::FoundConfirm plan);
// Does the roster know this fact of the guest? Without it staff decide.
[[nodiscard]] bool has_fact(const event::Guest& guest, Fact fact);
// `readings` are needed for a name.
[[nodiscard]] bool confirms(const event::Guest& guest, Fact fact, std::string_view typed, const text::Readings* readings);

}  // namespace openday::app
