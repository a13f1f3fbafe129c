// The page of tiles as the model shows it. A part of model_builder.
#pragma once

#include "kiosk/app/model_builder.h"

namespace openday::app {

void put_more(const ModelInput& in, ui::Model& model);

}  // namespace openday::app
