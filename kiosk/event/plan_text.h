// What `openday plan show` prints: a whole plan for people, and what is now and next for people and for machines. The keys of
// the JSON are a contract (DESIGN.md section 6); texts are in Chinese, as the plan is.
#pragma once

#include <string>

#include "kiosk/event/itinerary.h"
#include "kiosk/event/plan.h"
#include "kiosk/event/workdays.h"

namespace openday::event {

// With a calendar the feedback clocks that count working days show the day they end.
[[nodiscard]] std::string plan_text(const Plan& plan, const WorkdayCalendar* calendar = nullptr);
// {"event","name","status","session","title","date","start","end","rows":[{"id","kind","title","place","start","end",...}]}
[[nodiscard]] std::string session_json(const Plan& plan, const Session& session);

[[nodiscard]] std::string itinerary_text(const Plan& plan, const Itinerary& itinerary, base::Instant now);
// {"event","session","state","current":{"title","kind","place","start","end","minutes_left"},"next":{...},"notices"}; what is
// not there is null. Times are "09:30" in the plan's zone.
[[nodiscard]] std::string itinerary_json(const Plan& plan, const Itinerary& itinerary);

}  // namespace openday::event
