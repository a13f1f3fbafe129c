// Staff's page of the line to the bureau.
#pragma once

#include "kiosk/app/model_builder.h"

namespace openday::app {

void put_line(const ModelInput& in, ui::Model& model);

}  // namespace openday::app
