// The parts of the snapshot that score sheets and the choice between several things to say are drawn from.
#pragma once

#include "kiosk/app/model_builder.h"

namespace openday::app {

void put_sheet(const ModelInput& in, ui::Model& model);

}  // namespace openday::app
