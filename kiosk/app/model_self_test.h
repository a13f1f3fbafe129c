// The page of the self-test, and what its tile says. A part of the model builder.
#pragma once

#include "kiosk/app/model_builder.h"

namespace openday::app {

void put_self_test(const ModelInput& in, ui::Model& model);

}  // namespace openday::app
