// The calls for help as they are drawn: a mark for everybody, the list for staff.
#pragma once

#include "kiosk/app/model_builder.h"

namespace openday::app {

[[nodiscard]] ui::HelpCalls calls_of(const ModelInput& in, base::Minutes zone);

}  // namespace openday::app
