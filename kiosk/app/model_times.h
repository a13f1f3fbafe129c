// Moments and days as guests read them, in the plan's zone and the visit's language.
#pragma once

#include <string>

#include "kiosk/base/time.h"
#include "kiosk/event/plan.h"
#include "kiosk/ui/model.h"

namespace openday::app {

[[nodiscard]] std::string clock_of(base::Instant at, base::Minutes zone);                                          // "08:30"
[[nodiscard]] std::string day_text(base::Date date, ui::Language language);                                        // 11月17日 / 17 November
// "08:00", with the day in front when it is another than that of `now`.
[[nodiscard]] std::string when_text(base::Instant at, base::Instant now, base::Minutes zone, ui::Language language);
// As exactly as it is known: "11月17日 08:40", "9月中旬", "11月"; empty when not even the month is. `day` goes before the plan's.
[[nodiscard]] std::string when_text(const event::When& when, std::optional<base::Date> day, ui::Language language);

}  // namespace openday::app
