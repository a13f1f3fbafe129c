// Finding oneself, as it is drawn; a part of model_builder.h.
#pragma once

#include "kiosk/app/model_builder.h"

namespace openday::app {

void put_find(const ModelInput& in, ui::Model& model);

}  // namespace openday::app
