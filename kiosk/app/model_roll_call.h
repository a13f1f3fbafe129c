// Staff's pages of the roll call and of the places. A part of the model builder.
#pragma once

#include "kiosk/app/model_builder.h"

namespace openday::app {

void put_roll_call(const ModelInput& in, ui::Model& model);
void put_places(const ModelInput& in, ui::Model& model);

}  // namespace openday::app
