// The programme's part of the model, and how moments are written. Internal to model_*.cpp; pure.
#pragma once

#include <string>

#include "kiosk/app/model_builder.h"

namespace openday::app {

[[nodiscard]] ui::Event event_of(const ModelInput& in, ui::Language language);
[[nodiscard]] std::string clock_of(base::Instant at, base::Minutes zone);
// "08:00", with the day in front when it is another than today.
[[nodiscard]] std::string when_text(base::Instant at, const ModelInput& in, base::Minutes zone, ui::Language language);

}  // namespace openday::app
