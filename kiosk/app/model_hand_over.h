// The page for what comes and goes by stick. A part of the model builder.
#pragma once

#include "kiosk/app/model_builder.h"

namespace openday::app {

void put_hand_over(const ModelInput& in, ui::Model& model);

}  // namespace openday::app
