// The programme as pages draw it: the event with its rows, now and next, its other sessions, and staff's view of it.
#pragma once

#include "kiosk/app/model_builder.h"

namespace openday::app {

// For the guest's phone; null when there is nothing to offer.
[[nodiscard]] std::shared_ptr<const ui::CalendarCode> calendar_code(const event::Plan& plan, const event::Itinerary& itinerary, base::Instant now);
// What staff told everybody about a session that runs, else what the plan says of it; null: nothing.
[[nodiscard]] const std::string* said_in_hall(const BoxReport& report, const Today& today);
[[nodiscard]] ui::Event event_of(const ModelInput& in, ui::Language language);
// Only for staff: rows are those of the event.
[[nodiscard]] ui::StaffProgramme staff_programme_of(const ModelInput& in, ui::Language language);

}  // namespace openday::app
